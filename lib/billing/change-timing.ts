import { type SoldInterval, soldIntervals } from './sold-intervals';

/** What a subscription is at, or is wanted to be at. `rank` is the plan's, `extraSeats` those beyond the included ones. */
export type Standing = { rank: number; interval: SoldInterval; extraSeats: number };

/** When a change takes effect: nothing to change, at once and paid at once, or with the next period. */
export type ChangeTiming = 'same' | 'now' | 'at_period_end';

/**
 * When a change takes effect. The rank decides first: a higher plan holds at once, a lower one from the next period.
 * At the same rank any part that shrinks (a shorter interval, fewer seats) makes the whole change wait, because it was
 * paid for until then; what only grows holds at once.
 */
export function changeTiming(from: Standing, to: Standing): ChangeTiming {
  if (to.rank !== from.rank) return to.rank > from.rank ? 'now' : 'at_period_end';
  const length = soldIntervals.indexOf(to.interval) - soldIntervals.indexOf(from.interval);
  const seats = to.extraSeats - from.extraSeats;
  if (length < 0 || seats < 0) return 'at_period_end';
  return length > 0 || seats > 0 ? 'now' : 'same';
}
