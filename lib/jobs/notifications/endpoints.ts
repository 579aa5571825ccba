import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { notificationSchema, readInputSchema } from './schema';

const tag = 'reminders';
const unread = z.int().describe('How many are unread, of all.');

export const listNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/notifications',
  operationId: 'listNotifications',
  summary: 'List what you were told about your jobs, newest first',
  tag,
  auth: 'session',
  query: z.object({
    unread: z.enum(['true', 'false']).default('false').describe('Only what is unread.'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({
      notifications: z.array(notificationSchema),
      nextCursor: z.string().nullable(),
      unread,
    }),
  },
});

export const readNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/notifications/read',
  operationId: 'readNotifications',
  summary: 'Mark notifications as read',
  tag,
  auth: 'session',
  body: readInputSchema,
  success: { status: 200, description: 'They are read.', output: z.object({ unread }) },
});

const link = z.object({ token: z.string().min(1).max(200).describe('Of the link in a mail.') });

export const openUnsubscribeEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/notifications/unsubscribe',
  operationId: 'openUnsubscribe',
  summary: 'Open the page that ends the mails of a kind; looking at it changes nothing',
  tag,
  auth: 'none',
  query: link,
  success: { status: 303, description: 'The page.', output: z.object({ url: z.url() }) },
});

export const unsubscribeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/notifications/unsubscribe',
  operationId: 'unsubscribe',
  summary:
    'End the mails of a kind, as mail programs ask for it (RFC 8058); the token is of the link in a mail',
  tag,
  auth: 'none',
  query: link,
  success: { status: 204, description: 'No such mail is sent any more.' },
});

/** Every operation on what people are told. */
export const notificationEndpoints = [
  listNotificationsEndpoint,
  readNotificationsEndpoint,
  openUnsubscribeEndpoint,
  unsubscribeEndpoint,
];
