/** A UTC day as `2026-11-26`; such days sort as text. */
export type Day = string;

/** The UTC day that a moment lies in. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** The moment at which a day begins. */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** So many days later, or earlier for a negative number. */
export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(startOf(day).getTime() + count * dayMs));
}

/** Every day from the first to the last one, both included; none when the last comes before the first. */
export function daysFrom(first: Day, last: Day): Day[] {
  const count = Math.round((startOf(last).getTime() - startOf(first).getTime()) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(first, index));
}

/** Days that follow one another, both included. */
export type Span = { from: Day; to: Day };

/**
 * The spans that these days make up, oldest first.
 * @param days in order
 * @param most how many days a span may have
 */
export function spansOf(days: readonly Day[], most: number): Span[] {
  const spans: Span[] = [];
  let length = 0;
  for (const day of days) {
    const last = spans.at(-1);
    if (last && length < most && addDays(last.to, 1) === day) {
      last.to = day;
      length += 1;
    } else {
      spans.push({ from: day, to: day });
      length = 1;
    }
  }
  return spans;
}

const dayMs = 86_400_000;
