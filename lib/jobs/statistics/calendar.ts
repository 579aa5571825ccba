import type { AdvancedStatistics } from './schema';

/** What happened on a day; `date` is `2026-11-26`. */
export type DayFigures = AdvancedStatistics['days'][number];
type WeekFigures = AdvancedStatistics['weeks'][number];

const DAY_MS = 86_400_000;

/** Every day up to and with `today`, oldest first: `known` where something happened, zeros elsewhere. */
export function withAllDays(known: readonly DayFigures[], today: string, count: number): DayFigures[] {
  const byDate = new Map(known.map((day) => [day.date, day]));
  return Array.from({ length: count }, (_, index) => {
    const date = isoDay(Date.parse(today) - (count - 1 - index) * DAY_MS);
    return byDate.get(date) ?? { date, saved: 0, applied: 0, moved: 0 };
  });
}

/** Days summed up by week, from Monday on; the first and the last week may be short. */
export function weeksOf(days: readonly DayFigures[]): WeekFigures[] {
  const weeks = new Map<string, WeekFigures>();
  for (const { date, saved, applied, moved } of days) {
    const from = mondayOf(date);
    const week = weeks.get(from) ?? { from, saved: 0, applied: 0, moved: 0 };
    weeks.set(from, {
      from,
      saved: week.saved + saved,
      applied: week.applied + applied,
      moved: week.moved + moved,
    });
  }
  return [...weeks.values()];
}

/** The Monday of a day's week. Days of a calendar have no time zone, so they are reckoned in UTC. */
export function mondayOf(date: string): string {
  const time = Date.parse(date);
  return isoDay(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY_MS);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
