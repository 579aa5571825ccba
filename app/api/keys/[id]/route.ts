import { methodsNotAllowed, serve } from '@/lib/auth';
import { getApiKey, renameApiKey, revokeApiKey } from '@/lib/auth/api-keys';
import { getApiKeyEndpoint, renameApiKeyEndpoint, revokeApiKeyEndpoint } from '@/lib/auth/api-keys/endpoints';

export const GET = serve(getApiKeyEndpoint, ({ principal, params }) => getApiKey(principal, params.id));

export const PATCH = serve(renameApiKeyEndpoint, ({ principal, params, body }) =>
  renameApiKey(principal, params.id, body),
);

export const DELETE = serve(revokeApiKeyEndpoint, ({ principal, params }) =>
  revokeApiKey(principal, params.id),
);

export const { POST, PUT } = methodsNotAllowed('GET', 'PATCH', 'DELETE');
