import { methodsNotAllowed, serve } from '@/lib/auth';
import { describeCredential } from '@/lib/auth/extension';
import { validateSessionEndpoint } from '@/lib/auth/extension/endpoints';

export const POST = serve(validateSessionEndpoint, ({ principal, request }) =>
  describeCredential(principal, request.headers),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
