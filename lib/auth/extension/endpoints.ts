import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { planIds } from '@/lib/plans';
import { scopes } from '../scopes';
import { exchangeSchema } from './exchange-code';

const scopesSchema = z.array(z.enum(scopes));

/** `POST /api/auth/extension/token`. */
export const exchangeExtensionCodeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/extension/token',
  operationId: 'exchangeExtensionCode',
  summary:
    'Exchange the code from the connect page for the extension’s token; a code works once, within a minute',
  tag: 'Auth',
  auth: 'none',
  body: exchangeSchema,
  success: {
    status: 200,
    description: 'The token, told this once.',
    output: z.object({
      token: z.string().describe('Send it as `Authorization: Bearer …`.'),
      expiresAt: z.iso.datetime().describe('Connect again from then on.'),
      scopes: scopesSchema,
      user: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable() }),
    }),
  },
  problems: [401, 429],
});

/** `DELETE /api/auth/extension`. */
export const disconnectExtensionEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/auth/extension',
  operationId: 'disconnectExtension',
  summary: 'End the connection of the extension whose token this is',
  tag: 'Auth',
  auth: 'session',
  scope: 'any',
  success: { status: 204, description: 'The token is good no more.' },
});

const validSessionSchema = z.object({
  kind: z.enum(['session', 'api_key', 'extension', 'impersonation']),
  user: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable() }),
  organization: z.object({
    id: z.uuid(),
    name: z.string(),
    role: z.enum(['owner', 'admin', 'member', 'viewer']),
  }),
  plan: z.object({ id: z.enum(planIds) }),
  scopes: scopesSchema.nullable().describe('What it may do; null for all that the role allows.'),
  expiresAt: z.iso
    .datetime()
    .nullable()
    .describe('Null for what does not end by itself. The site renews its own sessions before.'),
});

/** What `POST /api/auth/validate-session` answers. */
export type ValidSession = z.infer<typeof validSessionSchema>;

/** `POST /api/auth/validate-session`. */
export const validateSessionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/validate-session',
  operationId: 'validateSession',
  summary: 'Whether a credential is good, for whom, what it may do and until when',
  tag: 'Auth',
  auth: 'session',
  scope: 'any',
  success: { status: 200, description: 'It is. What is not is answered 401.', output: validSessionSchema },
});

/** Every endpoint of the extension's sign-in. */
export const extensionEndpoints = [
  exchangeExtensionCodeEndpoint,
  disconnectExtensionEndpoint,
  validateSessionEndpoint,
] as const;
