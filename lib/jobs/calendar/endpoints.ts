import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';

export const calendarEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/calendar/{token}',
  operationId: 'calendar',
  summary: 'A calendar at its secret address, which is made under Notifications; answers 304 to a known ETag',
  tag: 'reminders',
  // By the secret in its address.
  auth: 'none',
  params: z.object({
    token: z
      .string()
      .regex(/^[\w-]{43}\.ics$/)
      .transform((name) => name.slice(0, -'.ics'.length)),
  }),
  success: {
    status: 200,
    description: 'An iCalendar file (RFC 5545).',
    output: z.string(),
    contentType: 'text/calendar; charset=utf-8',
  },
});
