import { revokeAllSessions, revokeSession } from '@/lib/admin';
import { revokeSessionsEndpoint } from '@/lib/admin/account/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(revokeSessionsEndpoint, ({ admin, params, body }) =>
  body.sessionId === undefined
    ? revokeAllSessions(admin, params.id, body.reason)
    : revokeSession(admin, params.id, body.sessionId, body.reason),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
