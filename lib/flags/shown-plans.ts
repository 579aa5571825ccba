import type { Plan, PlanId } from '@/lib/plans';
import type { Flag } from './flags';
import { isOn } from './is-on';

/** The plans to be offered: those for sale, and the one that somebody has, which stays theirs when it is not. */
export async function shownPlans(plans: readonly Plan[], ownId: PlanId | null = null): Promise<Plan[]> {
  const shown = await Promise.all(plans.map(async ({ id }) => id === ownId || (await isForSale(id))));
  return plans.filter((_, place) => shown[place]);
}

/** Whether a plan may be bought anew, by its `FF_PLAN_<NAME>_ENABLED`. The free plan is always to be had. */
export async function isForSale(planId: PlanId): Promise<boolean> {
  const flag = flagOf[planId];
  return flag === null || isOn(flag);
}

const flagOf: Record<PlanId, Flag | null> = {
  free: null,
  basic: 'FF_PLAN_BASIC_ENABLED',
  pro: 'FF_PLAN_PRO_ENABLED',
  team: 'FF_PLAN_TEAM_ENABLED',
  enterprise: 'FF_PLAN_ENTERPRISE_ENABLED',
};
