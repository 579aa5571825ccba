import { restoreAccount } from '@/lib/admin';
import { restoreAccountEndpoint } from '@/lib/admin/account/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(restoreAccountEndpoint, ({ admin, params, body }) =>
  restoreAccount(admin, params.id, body.reason),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
