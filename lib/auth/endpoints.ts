import { z } from 'zod';
import { entitlementsSchema } from '@/lib/entitlements';
import { defineEndpoint } from '@/lib/http';
import { planIds } from '@/lib/plans';
import { apiKeysEndpoints } from './api-keys/endpoints';
import { extensionEndpoints } from './extension/endpoints';
import { sessionEndpoints } from './sessions/endpoints';

export { apiKeySchema } from './api-keys/schema';
export { sessionSchema } from './sessions/endpoints';

const organizationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['personal', 'team']),
  role: z.enum(['owner', 'admin', 'member', 'viewer']).describe('What the person may do there.'),
  planId: z.enum(planIds),
  requiresSecondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
});

const meSchema = z.object({
  user: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable() }),
  organization: organizationSchema.describe('The one that the session or the key acts for.'),
  organizations: z
    .array(organizationSchema)
    .describe('All that the person is a member of, the oldest first; for a key the one that it belongs to.'),
  plan: z.object({ id: z.enum(planIds), name: z.string() }),
  entitlements: entitlementsSchema.pick({ features: true, limits: true, readOnly: true }),
});

/** What `GET /api/auth/me` answers. */
export type Me = z.infer<typeof meSchema>;

/** `GET /api/auth/me`. */
export const meEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/auth/me',
  operationId: 'getMe',
  summary: 'Who you are, for which organization you act, and what it may do',
  tag: 'Auth',
  auth: 'session',
  scope: 'organization:read',
  success: { status: 200, description: 'The signed-in person.', output: meSchema },
  problems: [409],
});

/** Every endpoint of this room. */
export const authEndpoints = [
  meEndpoint,
  ...apiKeysEndpoints,
  ...extensionEndpoints,
  ...sessionEndpoints,
] as const;
