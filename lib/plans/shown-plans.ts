import { env } from '@/lib/env';
import type { Plan, PlanId } from './types';

/** The plans to be offered: those for sale, and the one that somebody has, which stays theirs when it is not. */
export function shownPlans(plans: readonly Plan[], ownId: PlanId | null = null): Plan[] {
  return plans.filter(({ id }) => isForSale(id) || id === ownId);
}

/** Whether a plan may be bought anew, by its `FF_PLAN_<NAME>_ENABLED`. The free plan is always to be had. */
export function isForSale(planId: PlanId): boolean {
  const { FF_PLAN_BASIC_ENABLED, FF_PLAN_PRO_ENABLED, FF_PLAN_TEAM_ENABLED, FF_PLAN_ENTERPRISE_ENABLED } =
    env();
  return {
    free: true,
    basic: FF_PLAN_BASIC_ENABLED,
    pro: FF_PLAN_PRO_ENABLED,
    team: FF_PLAN_TEAM_ENABLED,
    enterprise: FF_PLAN_ENTERPRISE_ENABLED,
  }[planId];
}
