import { methodsNotAllowed, serve } from '@/lib/auth';
import { rotateApiKey } from '@/lib/auth/api-keys';
import { rotateApiKeyEndpoint } from '@/lib/auth/api-keys/endpoints';

export const POST = serve(rotateApiKeyEndpoint, ({ principal, params, body, idempotencyKey }) =>
  rotateApiKey(principal, params.id, body, idempotencyKey),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
