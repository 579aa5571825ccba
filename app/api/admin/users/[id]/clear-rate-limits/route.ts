import { clearRateLimits } from '@/lib/admin';
import { clearRateLimitsEndpoint } from '@/lib/admin/account/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(clearRateLimitsEndpoint, ({ admin, params, body }) =>
  clearRateLimits(admin, params.id, body.scope, body.reason),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
