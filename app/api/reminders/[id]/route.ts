import { methodsNotAllowed, serve } from '@/lib/auth';
import { deleteReminder, getReminder, updateReminder } from '@/lib/jobs/reminders';
import {
  deleteReminderEndpoint,
  getReminderEndpoint,
  updateReminderEndpoint,
} from '@/lib/jobs/reminders/endpoints';

export const GET = serve(getReminderEndpoint, ({ principal, params }) => getReminder(principal, params.id));

export const PATCH = serve(updateReminderEndpoint, ({ principal, params, body }) =>
  updateReminder(principal, params.id, body),
);

export const DELETE = serve(deleteReminderEndpoint, ({ principal, params }) =>
  deleteReminder(principal, params.id),
);

export const { POST, PUT } = methodsNotAllowed('GET', 'PATCH', 'DELETE');
