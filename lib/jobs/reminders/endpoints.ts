import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { reminderFilterSchema, reminderInputSchema, reminderPatchSchema, reminderSchema } from './schema';

const tag = 'reminders';
const one = z.object({ id: z.uuid() });

export const listRemindersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/reminders',
  operationId: 'listReminders',
  summary: 'List your own reminders, the next one first',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  query: reminderFilterSchema.extend({ limit: limitSchema, cursor: cursorSchema }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ reminders: z.array(reminderSchema), nextCursor: z.string().nullable() }),
  },
});

export const createReminderEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/reminders',
  operationId: 'createReminder',
  summary: 'Be reminded of a job: at a time, or when nothing happens for some days',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  body: reminderInputSchema,
  idempotent: true,
  success: { status: 201, description: 'The reminder.', output: reminderSchema },
  problems: [402],
});

export const getReminderEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/reminders/{id}',
  operationId: 'getReminder',
  summary: 'Get one of your reminders',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: { status: 200, description: 'The reminder.', output: reminderSchema },
});

export const updateReminderEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/reminders/{id}',
  operationId: 'updateReminder',
  summary: 'Change, snooze or finish a reminder',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: reminderPatchSchema,
  success: { status: 200, description: 'The reminder as it is now.', output: reminderSchema },
  problems: [402],
});

export const deleteReminderEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/reminders/{id}',
  operationId: 'deleteReminder',
  summary: 'Take a reminder away',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  params: one,
  success: { status: 204, description: 'It is gone.' },
  problems: [402],
});

/** Every operation on reminders. */
export const reminderEndpoints = [
  listRemindersEndpoint,
  createReminderEndpoint,
  getReminderEndpoint,
  updateReminderEndpoint,
  deleteReminderEndpoint,
];
