import { type Feature, formatMoney, lowestPlanWith, type Plan } from '@/lib/plans';

/** The lowest of these plans that has a feature, and what it costs a month; null when none has. */
export function planWith(
  plans: readonly Plan[],
  feature: Feature,
): { name: string; monthly: string | undefined } | null {
  const plan = lowestPlanWith(plans, feature);
  if (!plan) return null;
  const price = plan.prices.find(({ interval }) => interval === 'month');
  return { name: plan.name, monthly: price && formatMoney(price.unitAmount, price.currency) };
}
