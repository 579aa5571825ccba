import { lazyPart } from '../../ui/lazy-part';

/** Makes a reminder, or changes one: with what finds jobs, which no page needs to be shown. */
export const reminderDialog = lazyPart(async () => (await import('./reminder-dialog')).ReminderDialog);

/** Puts a reminder off. */
export const snoozeDialog = lazyPart(async () => (await import('./snooze-dialog')).SnoozeDialog);
