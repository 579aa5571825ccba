export { createReminder } from './create-reminder';
export { groupReminders } from './group-reminders';
export { getReminder, listReminders } from './list-reminders';
export type { Reminder, ReminderInput, ReminderPatch } from './schema';
export { DEFAULT_TIME_ZONE, savedTimeZoneOf, saveTimeZone } from './time-zone';
export { deleteReminder, updateReminder } from './update-reminder';
