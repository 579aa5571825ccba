import type { Plan, PriceInterval } from './types';

/** What a price comes to per month, in minor units, unrounded; undefined for `lifetime` and for a price the plan lacks. */
export function monthlyUnitAmount(plan: Plan, interval: PriceInterval): number | undefined {
  const months = interval === 'lifetime' ? undefined : monthsOf[interval];
  const price = plan.prices.find((each) => each.interval === interval);
  return months && price ? price.unitAmount / months : undefined;
}

/** Whole percent saved against paying month by month, rounded down so that it is never promised too high. */
export function savingPercent(plan: Plan, interval: PriceInterval): number {
  const byMonth = monthlyUnitAmount(plan, 'month');
  const byInterval = monthlyUnitAmount(plan, interval);
  if (!byMonth || !byInterval) return 0;
  return Math.max(0, Math.floor(100 - (byInterval * 100) / byMonth + 1e-9));
}

/** How many months a price of an interval is for; none for `lifetime`. */
export const monthsOf = { month: 1, six_months: 6, year: 12 } as const satisfies Partial<
  Record<PriceInterval, number>
>;
