import type { PriceInterval } from '@/lib/plans';

/** The intervals of a subscription, in the order in which they are offered. */
export const soldIntervals = ['month', 'six_months', 'year'] as const satisfies readonly PriceInterval[];
/** See {@link soldIntervals}. */
export type SoldInterval = (typeof soldIntervals)[number];

/** All that Checkout sells: by interval, or once for good. */
export const checkoutIntervals = [...soldIntervals, 'lifetime'] as const satisfies readonly PriceInterval[];
/** See {@link checkoutIntervals}. */
export type CheckoutInterval = (typeof checkoutIntervals)[number];

/** Whether a subscription can be bought for an interval. */
export function isSold(interval: string): interval is SoldInterval {
  return soldIntervals.some((each) => each === interval);
}
