import { formatMoney, limitWords, type Metric, nextPlanFor, type Plan, type PlanId } from '@/lib/plans';

/** What a higher plan would give of a metric, ready to be shown. */
export type PlanOffer = {
  planId: PlanId;
  name: string;
  /** Such as "100 saved jobs" or "1,000 runs a month". */
  gives: string;
  /** Per month when paid monthly, such as "$9"; undefined for a plan without such a price. */
  monthly: string | undefined;
};

/** The plans worth showing to someone at a limit: each next larger one, up to the first without limit. */
export function planOffers(plans: readonly Plan[], planId: PlanId, metric: Metric): PlanOffer[] {
  const plan = nextPlanFor(plans, planId, metric);
  return plan ? [offerOf(plan, metric), ...planOffers(plans, plan.id, metric)] : [];
}

/** The next larger plan in a sentence; null when no plan gives more. */
export function offerSentence(plans: readonly Plan[], planId: PlanId, metric: Metric): string | null {
  const [next] = planOffers(plans, planId, metric);
  if (!next) return null;
  const gives = `${next.name} gives ${next.gives.charAt(0).toLowerCase()}${next.gives.slice(1)}`;
  return next.monthly ? `${gives}, for ${next.monthly} a month.` : `${gives}.`;
}

function offerOf(plan: Plan, metric: Metric): PlanOffer {
  const { limit, period } = plan.limits[metric];
  const price = plan.prices.find((each) => each.interval === 'month');
  return {
    planId: plan.id,
    name: plan.name,
    gives: `${limitWords(metric, limit)}${limit === null ? '' : perPeriod[period]}`,
    monthly: price && formatMoney(price.unitAmount, price.currency),
  };
}

const perPeriod = { total: '', day: ' a day', week: ' a week', month: ' a month' } as const;
