import type { Reminder } from './schema';
import { localDayOf, localTimeOf, momentOf } from './zoned-time';

/** In which stretch reminders are due, in order; `quiet` are those of which nothing can come at present. */
export const reminderGroups = ['overdue', 'today', 'week', 'later', 'quiet'] as const;

/** See {@link reminderGroups}. */
export type ReminderGroup = (typeof reminderGroups)[number];

/** Open reminders by when they are due, as the calendar of a zone has it; groups without any are left out. */
export function groupReminders(
  reminders: readonly Reminder[],
  now: Date,
  timeZone: string,
): { group: ReminderGroup; reminders: Reminder[] }[] {
  return reminderGroups
    .map((group) => ({
      group,
      reminders: reminders.filter(({ dueAt }) => groupOf(dueAt, now, timeZone) === group),
    }))
    .filter((each) => each.reminders.length > 0);
}

function groupOf(dueAt: string | null, now: Date, timeZone: string): ReminderGroup {
  if (dueAt === null) return 'quiet';
  const due = new Date(dueAt);
  if (due <= now) return 'overdue';
  if (localDayOf(due, timeZone) === localDayOf(now, timeZone)) return 'today';
  const today = localTimeOf(now, timeZone);
  const inAWeek = momentOf({ ...today, day: today.day + 8, hour: 0, minute: 0 }, timeZone);
  return due < inAWeek ? 'week' : 'later';
}
