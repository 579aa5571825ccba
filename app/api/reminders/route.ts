import { methodsNotAllowed, serve } from '@/lib/auth';
import { createReminder, listReminders } from '@/lib/jobs/reminders';
import { createReminderEndpoint, listRemindersEndpoint } from '@/lib/jobs/reminders/endpoints';

export const GET = serve(listRemindersEndpoint, ({ principal, query }) => listReminders(principal, query));

export const POST = serve(createReminderEndpoint, ({ principal, body, idempotencyKey }) =>
  createReminder(principal, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
