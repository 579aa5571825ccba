import type { QuotaPeriod } from '@/lib/plans';

type Standing = {
  used: number;
  /** Null is unlimited. */
  limit: number | null;
  period: QuotaPeriod;
  /** Since when it could be used: the period's start, or later. */
  start: Date;
  /** Null never ends. */
  end: Date | null;
  now: Date;
};

/** What comes of it at this pace. `reachesLimitAt` is null when the limit is not reached before the period ends. */
export type Projection = { expected: number; reachesLimitAt: string | null };

/**
 * What will have been used when the period ends, and when the limit is reached, if use goes on as it was on average since
 * the period began. Null where nothing honest can be said:
 * - what never resets goes up and down with what is kept, and has no pace
 * - within a day use comes in bursts
 * - without a limit there is nothing to reach, and a limit that is reached is told as such
 * - in the first two days, or before a tenth of the period is over, one busy hour would decide
 */
export function projectionOf({ used, limit, period, start, end, now }: Standing): Projection | null {
  if (end === null || period === 'total' || period === 'day') return null;
  if (limit === null || used >= limit || used <= 0) return null;
  const elapsed = now.getTime() - start.getTime();
  const length = end.getTime() - start.getTime();
  if (elapsed < 2 * dayMs || elapsed < length / 10 || elapsed >= length) return null;
  const reached = start.getTime() + (elapsed * limit) / used;
  return {
    expected: Math.round((used * length) / elapsed),
    reachesLimitAt: reached < end.getTime() ? new Date(Math.round(reached)).toISOString() : null,
  };
}

const dayMs = 86_400_000;
