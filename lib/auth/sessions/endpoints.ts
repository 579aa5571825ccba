import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';

/** A session that is going on. */
export const sessionSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['browser', 'extension']),
  device: z.object({
    name: z.string().describe('Such as "Chrome on Windows", by what the device says of itself.'),
    kind: z.enum(['computer', 'phone', 'tablet', 'script', 'unknown']),
  }),
  network: z
    .string()
    .nullable()
    .describe('`loopback`, `private`, or the network of the address, such as `203.0.113.x`.'),
  isCurrent: z.boolean().describe('Whether it is the session of this request.'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().describe('Exact to five minutes.'),
  expiresAt: z.iso.datetime().nullable(),
});

/** `GET /api/auth/sessions`. */
export const listSessionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/auth/sessions',
  operationId: 'listSessions',
  summary: 'Where you are signed in',
  tag: 'Auth',
  auth: 'session',
  success: {
    status: 200,
    description: 'The sessions that are going on, this one first.',
    output: z.object({ sessions: z.array(sessionSchema) }),
  },
});

/** `DELETE /api/auth/sessions`. */
export const revokeOtherSessionsEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/auth/sessions',
  operationId: 'revokeOtherSessions',
  summary: 'Sign out everywhere else',
  tag: 'Auth',
  auth: 'session',
  success: {
    status: 200,
    description: 'They have ended; this session goes on.',
    output: z.object({ revoked: z.int().describe('How many there were.') }),
  },
});

/** `DELETE /api/auth/sessions/{id}`. */
export const revokeSessionEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/auth/sessions/{id}',
  operationId: 'revokeSession',
  summary: 'End a session of yours',
  tag: 'Auth',
  auth: 'session',
  params: z.object({ id: z.uuid() }),
  success: { status: 204, description: 'It has ended.' },
  problems: [404],
});

/** Every endpoint of a person's sessions. */
export const sessionEndpoints = [
  listSessionsEndpoint,
  revokeOtherSessionsEndpoint,
  revokeSessionEndpoint,
] as const;
