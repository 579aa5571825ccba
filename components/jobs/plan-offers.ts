import { formatMoney, nextPlanFor, type Plan, type PlanId } from '@/lib/plans';

/** What a higher plan would give, ready to be shown. */
export type PlanOffer = {
  planId: PlanId;
  name: string;
  /** `null` is unlimited. */
  savedJobs: number | null;
  /** Per month when paid monthly, such as "$9"; undefined for a plan without such a price. */
  monthly: string | undefined;
};

/** The plans worth showing to someone at the limit of saved jobs: each next larger one, up to the first without limit. */
export function savedJobsOffers(plans: readonly Plan[], planId: PlanId): PlanOffer[] {
  const plan = nextPlanFor(plans, planId, 'saved_jobs');
  if (!plan) return [];
  const price = plan.prices.find((each) => each.interval === 'month');
  const offer: PlanOffer = {
    planId: plan.id,
    name: plan.name,
    savedJobs: plan.limits.saved_jobs.limit,
    monthly: price && formatMoney(price.unitAmount, price.currency),
  };
  return [offer, ...savedJobsOffers(plans, plan.id)];
}
