import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { apiKeyInputSchema, apiKeyPatchSchema, apiKeySchema, rotationSchema } from './schema';

const tag = 'keys';
const one = z.object({ id: z.uuid() });
const secret = z
  .string()
  .nullable()
  .describe(
    'The key itself. Told in this answer and never again; null in the answer to a repeat of the request with the same Idempotency-Key.',
  );

export const listApiKeysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/keys',
  operationId: 'listApiKeys',
  summary: 'List API keys, newest first',
  tag,
  auth: 'session',
  query: z.object({ limit: limitSchema, cursor: cursorSchema }),
  success: {
    status: 200,
    description: 'One page. Revoked keys are not in it; expired ones are for thirty days.',
    output: z.object({ keys: z.array(apiKeySchema), nextCursor: z.string().nullable() }),
  },
});

export const createApiKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/keys',
  operationId: 'createApiKey',
  summary: 'Make an API key',
  tag,
  auth: 'session',
  body: apiKeyInputSchema,
  idempotent: true,
  success: {
    status: 201,
    description: 'The key, and its secret this once.',
    output: z.object({ key: apiKeySchema, secret }),
  },
  problems: [402],
});

export const getApiKeyEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/keys/{id}',
  operationId: 'getApiKey',
  summary: 'Get one API key',
  tag,
  auth: 'session',
  params: one,
  success: { status: 200, description: 'The key.', output: apiKeySchema },
});

export const renameApiKeyEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/keys/{id}',
  operationId: 'renameApiKey',
  summary: 'Give an API key another name',
  tag,
  auth: 'session',
  params: one,
  body: apiKeyPatchSchema,
  success: { status: 200, description: 'The key as it is now.', output: apiKeySchema },
});

export const revokeApiKeyEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/keys/{id}',
  operationId: 'revokeApiKey',
  summary: 'Revoke an API key, at once and for good, and free its place',
  tag,
  auth: 'session',
  params: one,
  success: { status: 204, description: 'It is refused from now on.' },
});

export const rotateApiKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/keys/{id}/rotate',
  operationId: 'rotateApiKey',
  summary: 'Replace an API key by a new one; both work for up to seven days and take one place',
  tag,
  auth: 'session',
  params: one,
  body: rotationSchema,
  idempotent: true,
  success: {
    status: 201,
    description: 'The new key with its secret this once, and the old one as it is now.',
    output: z.object({
      key: apiKeySchema,
      secret,
      replaced: apiKeySchema.nullable().describe('Null when it has ended at once.'),
    }),
  },
  problems: [409],
});

/** Every operation on API keys. For sessions alone: no key makes or ends another. */
export const apiKeysEndpoints = [
  listApiKeysEndpoint,
  createApiKeyEndpoint,
  getApiKeyEndpoint,
  renameApiKeyEndpoint,
  revokeApiKeyEndpoint,
  rotateApiKeyEndpoint,
] as const;
