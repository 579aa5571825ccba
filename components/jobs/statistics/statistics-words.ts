import type { StatisticsRange } from '@/lib/jobs/statistics/ranges';
import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';

/** How each range is named where it is chosen, and in a sentence. */
export const rangeWords: Readonly<Record<StatisticsRange, { label: string; within: string }>> = {
  '30d': { label: '30 days', within: 'in the last 30 days' },
  '90d': { label: '90 days', within: 'in the last 90 days' },
  '12m': { label: '12 months', within: 'in the last 12 months' },
  all: { label: 'All', within: 'so far' },
};

/** A share in whole percent, such as `33%`; a dash where there is none. */
export function percent(rate: number | null): string {
  return rate === null ? '–' : `${Math.round(rate * 100)}%`;
}

/** How much of the one before it reached a stage. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** A length of time in the unit that says it best, such as `3 days` or `under an hour`. */
export function lengthWords(seconds: number): string {
  const hours = seconds / 3_600;
  if (hours < 1) return 'under an hour';
  if (hours < 36) return numberOf(Math.round(hours), 'hour');
  const days = hours / 24;
  if (days < 10) return numberOf(Math.round(days * 2) / 2, 'day');
  if (days < 60) return numberOf(Math.round(days), 'day');
  return numberOf(Math.round(days / 7), 'week');
}

/** A day of the calendar with what was done on it, in a sentence. */
export function dayWords({ date, applied, moved }: AdvancedStatistics['days'][number]): string {
  const done = [
    ...(applied > 0 ? [numberOf(applied, 'application')] : []),
    ...(moved > 0 ? [numberOf(moved, 'move')] : []),
  ];
  return `${dayFormat.format(new Date(date))}: ${done.length === 0 ? 'nothing' : done.join(', ')}`;
}

/** A number with its noun, which gets an s unless it is one. */
export function numberOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

// Days of a calendar: no time zone moves them.
const dayFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });
