import type { QuotaPeriod } from '@/lib/plans';

/** From `start` on, up to but without `end`; null never ends. */
export type Period = { start: Date; end: Date | null };

/**
 * The period of a quota that holds a moment, all by UTC:
 * - `total`: one that began at the epoch and never ends
 * - `day`: the calendar day
 * - `week`: seven days from Monday
 * - `month`: between the anchor plus so many months and one month more; where a month lacks the anchor's day, its last
 *   day stands in, reckoned from the anchor itself, so that 31 January leads to 28 February and then to 31 March
 *
 * The database's `app.period_of` is what decides; a property test holds the two to each other.
 * @param anchor of the subscription that gives the plan, whatever its interval, and also when it lies ahead, as during a
 * trial; null without one, which makes months calendar months
 */
export function periodOf(period: QuotaPeriod, at: Date, anchor: Date | null): Period {
  switch (period) {
    case 'total':
      return { start: new Date(0), end: null };
    case 'day':
      return days(startOfDay(at), 1);
    case 'week': {
      const sinceMonday = (at.getUTCDay() + 6) % 7;
      return days(startOfDay(at) - sinceMonday * dayMs, 7);
    }
    case 'month':
      return monthOf(at, anchor ?? startOfMonth(at));
  }
}

const dayMs = 86_400_000;

function days(start: number, count: number): Period {
  return { start: new Date(start), end: new Date(start + count * dayMs) };
}

function startOfDay(at: Date): number {
  return Math.floor(at.getTime() / dayMs) * dayMs;
}

function startOfMonth(at: Date): Date {
  return new Date(startOfDay(at) - (at.getUTCDate() - 1) * dayMs);
}

function monthOf(at: Date, anchor: Date): Period {
  const inSameMonth =
    (at.getUTCFullYear() - anchor.getUTCFullYear()) * 12 + at.getUTCMonth() - anchor.getUTCMonth();
  // The window that begins in the moment's calendar month, unless that comes only later in it.
  const months = addMonths(anchor, inSameMonth) > at ? inSameMonth - 1 : inSameMonth;
  return { start: addMonths(anchor, months), end: addMonths(anchor, months + 1) };
}

function addMonths(anchor: Date, months: number): Date {
  const moved = new Date(anchor);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  moved.setUTCDate(Math.min(anchor.getUTCDate(), daysInMonth(moved)));
  return moved;
}

function daysInMonth(at: Date): number {
  const last = new Date(at);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return last.getUTCDate();
}
