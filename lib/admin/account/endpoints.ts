import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { text } from '@/lib/http/text';
import { limitScopes } from './clear-rate-limits';
import { accountSchema, eventKinds } from './schema';

const tag = 'admin';
const one = z.strictObject({ id: z.uuid() });
const reason = text().max(500).describe('Why, in 3 to 500 characters. Kept in the audit log with your name.');
const done = z.object({
  changed: z.boolean().describe('False when it was so already: nothing was done, and nothing recorded.'),
  eventId: z.uuid().nullable().describe('The event of the audit log that tells of it.'),
});

export const getAccountEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/users/{id}',
  operationId: 'adminGetUser',
  summary: 'Everything about an account',
  tag,
  auth: 'admin',
  params: one,
  query: z.strictObject({
    organizationId: z
      .uuid()
      .optional()
      .describe(
        'Whose subscription and quotas; those of the organization that the person acts for unless given.',
      ),
    events: z.enum(eventKinds).optional().describe('Events of one kind alone.'),
  }),
  success: { status: 200, description: 'The account.', output: accountSchema },
  problems: [404],
});

export const changeAccountEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/admin/users/{id}',
  operationId: 'adminChangeUser',
  summary: 'Suspend or activate an account, or take its address for confirmed',
  tag,
  auth: 'admin',
  params: one,
  body: z.union([
    z.strictObject({ status: z.enum(['active', 'suspended']), reason }),
    z.strictObject({ emailConfirmed: z.literal(true), reason }),
  ]),
  success: { status: 200, description: 'It is so now.', output: done },
  problems: [404, 409],
});

export const deleteAccountEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/admin/users/{id}',
  operationId: 'adminDeleteUser',
  summary: 'Delete an account; it can be restored for 30 days',
  tag,
  auth: 'admin',
  params: one,
  query: z.strictObject({ reason }),
  success: { status: 200, description: 'It is deleted, and its address is free.', output: done },
  problems: [404, 409, 503],
});

export const restoreAccountEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/users/{id}/restore',
  operationId: 'adminRestoreUser',
  summary: 'Bring a deleted account back',
  tag,
  auth: 'admin',
  params: one,
  body: z.strictObject({ reason }),
  success: { status: 200, description: 'It is back, with all that was in it.', output: done },
  problems: [404, 409],
});

export const revokeSessionsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/users/{id}/revoke-sessions',
  operationId: 'adminRevokeSessions',
  summary: 'End the sessions of an account',
  tag,
  auth: 'admin',
  params: one,
  body: z.strictObject({
    reason,
    sessionId: z.uuid().optional().describe('This one alone; all of them unless given.'),
  }),
  success: { status: 200, description: 'They have ended.', output: done },
  problems: [404],
});

export const clearRateLimitsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/admin/users/{id}/clear-rate-limits',
  operationId: 'adminClearRateLimits',
  summary: 'Have the rate limits on a person begin anew',
  tag,
  auth: 'admin',
  params: one,
  body: z.strictObject({
    scope: z
      .enum(limitScopes)
      .describe(
        '`session`: requests in a browser or by the extension; `keys`: requests by the keys that the person made; `sign_in`: attempts to sign in to the account, and mails for that; `all`: these and the runs of the personal organization.',
      ),
    reason,
  }),
  success: { status: 200, description: 'They begin anew.', output: done },
  problems: [404, 503],
});

/** Every endpoint about one account. */
export const accountEndpoints = [
  getAccountEndpoint,
  changeAccountEndpoint,
  deleteAccountEndpoint,
  restoreAccountEndpoint,
  revokeSessionsEndpoint,
  clearRateLimitsEndpoint,
] as const;
