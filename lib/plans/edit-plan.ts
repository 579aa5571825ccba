import { onCommit, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { announceCatalogue } from './catalogue-version';
import { metricNames } from './metric-words';
import { type KeptPlan, plansIn } from './read-catalogue';
import type { Feature, Metric, Plan, PlanId } from './types';

/**
 * What is to be different of a plan; what is not named stays. Prices are not among it: they are Stripe's, and so is whether
 * something above a limit is billed.
 */
export type PlanEdit = {
  limits?: Partial<Record<Metric, { limit: number | null; cap?: 'hard' | 'soft' | undefined }>>;
  features?: readonly Feature[];
  rateLimits?: Partial<Plan['rateLimits']>;
  active?: boolean;
};

/** A plan before and after. */
export type PlanEdited = { before: KeptPlan; after: KeptPlan };

/**
 * Changes a plan in the catalogue. Everybody's entitlements are reckoned anew: the rows raise the catalogue's version with the
 * commit, and all processes are told right after it.
 * Precondition: `tx` is service work.
 * @param seen when the plan had been changed last, as whoever edits it knows; without it nobody's change is missed
 * @throws ProblemError 404 for a plan that is not there, 409 when it was changed since `seen`, 422 for a cap that would begin
 * or end billing, and for the free plan not being offered
 */
export async function editPlanIn(
  tx: Transaction,
  planId: PlanId,
  edit: PlanEdit,
  seen?: Date,
): Promise<PlanEdited> {
  await tx.$executeRaw`select from app.plans where id = ${planId}::app.plan_id for no key update`;
  const before = await planIn(tx, planId);
  if (seen && seen.getTime() !== before.updatedAt.getTime())
    throw problems.conflict('Somebody else has changed this plan since you opened it. Load the page again.');
  refuseImpossible(before, edit);
  onCommit(tx, announceCatalogue);
  for (const [name, { limit, cap }] of Object.entries(edit.limits ?? {})) {
    const metric = name as Metric;
    await tx.planLimit.update({
      where: { planId_metric: { planId, metric } },
      data: { limit, ...(cap && before.limits[metric].cap !== 'overage' && { cap }) },
    });
  }
  const { features, rateLimits = {}, active } = edit;
  await tx.plan.update({
    where: { id: planId },
    data: {
      ...(features && { features: [...features] }),
      ...(rateLimits.sessionRequestsPerMinute && {
        sessionRequestsPerMinuteMax: rateLimits.sessionRequestsPerMinute,
      }),
      ...(rateLimits.keyRequestsPerHour && { keyRequestsPerHourMax: rateLimits.keyRequestsPerHour }),
      ...(rateLimits.runStartsPerHour && { runStartsPerHourMax: rateLimits.runStartsPerHour }),
      ...(active !== undefined && { active }),
      // Also where only a limit changed: whoever has the page open from before must notice.
      updatedAt: new Date(),
    },
  });
  return { before, after: await planIn(tx, planId) };
}

async function planIn(tx: Transaction, planId: PlanId): Promise<KeptPlan> {
  const plan = (await plansIn(tx)).find(({ id }) => id === planId);
  if (!plan) throw problems.notFound();
  return plan;
}

function refuseImpossible(plan: KeptPlan, { limits = {}, active }: PlanEdit): void {
  const issues = Object.entries(limits).flatMap(([name, { cap }]) => {
    const metric = name as Metric;
    if (cap === undefined || plan.limits[metric].cap !== 'overage') return [];
    const message = `${metricNames[metric].title} above the limit are billed at Stripe’s price, so the cap stays as it is`;
    return [{ path: `limits.${metric}.cap`, message }];
  });
  if (plan.id === 'free' && active === false)
    issues.push({
      path: 'active',
      message: 'Free is what everybody has who has nothing else, and stays on offer',
    });
  const [first] = issues;
  if (first) throw problems.invalid(`${first.message}.`, issues);
}
