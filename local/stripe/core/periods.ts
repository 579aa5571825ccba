/** How often something recurs, in Stripe's words. */
export type Recurrence = { interval: 'day' | 'week' | 'month' | 'year'; interval_count: number };

/** A billing period in seconds since 1970; the end is the start of the next one. */
export type Period = { start: number; end: number };

/**
 * The `index`-th boundary of an anchored series. Months are counted from the anchor, never from the previous
 * boundary, so 31 January is followed by 28 (or 29) February and then by 31 March.
 */
export function boundary(anchor: number, recurrence: Recurrence, index: number): number {
  const steps = recurrence.interval_count * index;
  if (recurrence.interval === 'day') return anchor + steps * DAY;
  if (recurrence.interval === 'week') return anchor + steps * 7 * DAY;
  return addMonths(anchor, recurrence.interval === 'year' ? steps * 12 : steps);
}

/** The period that contains `at`, which must not lie before the anchor. */
export function periodAt(anchor: number, recurrence: Recurrence, at: number): Period {
  // Half-way estimates would need a correction in both directions; starting low needs one.
  let index = Math.max(0, Math.floor((at - anchor) / longest(recurrence)) - 1);
  while (boundary(anchor, recurrence, index + 1) <= at) index += 1;
  return { start: boundary(anchor, recurrence, index), end: boundary(anchor, recurrence, index + 1) };
}

const DAY = 86_400;

function longest(recurrence: Recurrence): number {
  const days = { day: 1, week: 7, month: 31, year: 366 }[recurrence.interval];
  return days * recurrence.interval_count * DAY;
}

function addMonths(anchor: number, months: number): number {
  const from = new Date(anchor * 1000);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), lastDay);
  const time = anchor % DAY;
  return Date.UTC(year, month, day) / 1000 + time;
}
