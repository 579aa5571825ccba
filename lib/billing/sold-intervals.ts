import type { PriceInterval } from '@/lib/plans';

/** The intervals that can be bought, in the order in which they are offered. */
export const soldIntervals = ['month', 'six_months', 'year'] as const satisfies readonly PriceInterval[];
/** See {@link soldIntervals}. */
export type SoldInterval = (typeof soldIntervals)[number];

/** Whether an interval can be bought. */
export function isSold(interval: string): interval is SoldInterval {
  return soldIntervals.some((each) => each === interval);
}
