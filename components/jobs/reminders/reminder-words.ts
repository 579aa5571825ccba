import type { ReminderGroup } from '@/lib/jobs/reminders/group-reminders';
import type { Reminder } from '@/lib/jobs/reminders/schema';
import { localDayOf, localTimeOf, momentOf } from '@/lib/jobs/reminders/zoned-time';

/** The heading of a group. */
export const groupWords: Readonly<Record<ReminderGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'Next 7 days',
  later: 'Later',
  quiet: 'Quiet',
};

/** When a reminder is due, as short as a list needs it: `Today, 9:00 AM`, `Fri, Nov 27, 9:00 AM`. */
export function dueWords(dueAt: string, now: Date, timeZone: string): string {
  const due = new Date(dueAt);
  const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(
    due,
  );
  return `${dayWords(due, now, timeZone)}, ${clock.replaceAll('\u202f', ' ')}`;
}

/** When one that was just set is due. */
export function setWords({ dueAt }: Pick<Reminder, 'dueAt'>, now: Date, timeZone: string): string {
  return dueAt ? dueWords(dueAt, now, timeZone) : 'It waits, since the application is over.';
}

/** What a reminder goes by, besides when it is due. */
export function ruleWords({ kind, days, repeatDays, repeats, snoozedUntil, state }: Reminder): string {
  const rule =
    kind === 'at'
      ? repeatDays === null
        ? null
        : `Repeats ${everyWords(repeatDays)}`
      : `After ${daysWords(days ?? 0)} without news${repeats ? ', again and again' : ''}`;
  const parts = [
    rule,
    snoozedUntil !== null && state === 'waiting' ? 'Snoozed' : null,
    state === 'quiet' ? 'Waits, as the application is over' : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** A number of days. */
export function daysWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** How often something comes again. */
export function everyWords(days: number): string {
  if (days === 1) return 'every day';
  if (days === 7) return 'every week';
  return days % 7 === 0 ? `every ${days / 7} weeks` : `every ${days} days`;
}

function dayWords(due: Date, now: Date, timeZone: string): string {
  const day = localDayOf(due, timeZone);
  const today = localTimeOf(now, timeZone);
  const names = ['Yesterday', 'Today', 'Tomorrow'];
  const found = names.find((_, index) => {
    const noon = momentOf({ ...today, day: today.day + index - 1, hour: 12, minute: 0 }, timeZone);
    return localDayOf(noon, timeZone) === day;
  });
  if (found) return found;
  const isThisYear = localTimeOf(due, timeZone).year === today.year;
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone,
  }).format(due);
}
