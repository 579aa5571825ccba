export { createReminder } from './create-reminder';
export { groupReminders } from './group-reminders';
export { getReminder, listReminders, shownReminders } from './list-reminders';
export type { Reminder, ReminderInput, ReminderPatch } from './schema';
export { savedTimeZoneOf, saveTimeZone } from './time-zone';
export { deleteReminder, updateReminder } from './update-reminder';
