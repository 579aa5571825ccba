import { localTimeOf, momentOf } from './zoned-time';

/** A time to put a reminder off to, in words. */
export type SnoozeTime = { label: string; at: Date };

/**
 * To when a reminder is put off with one press, as the clock of a zone has it: three hours from now while that is the same
 * day and before nine in the evening; tomorrow at nine; Monday at nine.
 */
export function snoozeTimes(now: Date, timeZone: string): SnoozeTime[] {
  const today = localTimeOf(now, timeZone);
  const at = (days: number) => momentOf({ ...today, day: today.day + days, hour: 9, minute: 0 }, timeZone);
  // Sunday is 0; on a Monday it is the next one that is meant.
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const untilMonday = (8 - weekday) % 7 || 7;
  const later = momentOf({ ...today, hour: today.hour + 3, minute: today.minute < 30 ? 0 : 30 }, timeZone);
  return [
    ...(today.hour < 18 ? [{ label: 'Later today', at: later }] : []),
    { label: 'Tomorrow morning', at: at(1) },
    // From Sunday on, Monday is tomorrow.
    ...(untilMonday > 1 ? [{ label: 'Next week', at: at(untilMonday) }] : []),
  ];
}
