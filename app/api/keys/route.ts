import { methodsNotAllowed, serve } from '@/lib/auth';
import { createApiKey, listApiKeys } from '@/lib/auth/api-keys';
import { createApiKeyEndpoint, listApiKeysEndpoint } from '@/lib/auth/api-keys/endpoints';

export const GET = serve(listApiKeysEndpoint, ({ principal, query }) => listApiKeys(principal, query));

export const POST = serve(createApiKeyEndpoint, ({ principal, body, idempotencyKey }) =>
  createApiKey(principal, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
