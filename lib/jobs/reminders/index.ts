export { createReminder } from './create-reminder';
export { getReminder, listReminders } from './list-reminders';
export type { ReminderInput } from './schema';
export { savedTimeZoneOf, saveTimeZone } from './time-zone';
export { deleteReminder, updateReminder } from './update-reminder';
