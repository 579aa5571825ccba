import { methodsNotAllowed, serve } from '@/lib/auth';
import { transferOwnership } from '@/lib/organizations';
import { transferOwnershipEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(transferOwnershipEndpoint, ({ principal, params, body }) =>
  transferOwnership(principal, params.id, body.userId),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
