import { methodsNotAllowed, serve } from '@/lib/auth';
import { endOtherSessions, listSessions } from '@/lib/auth/sessions';
import { listSessionsEndpoint, revokeOtherSessionsEndpoint } from '@/lib/auth/sessions/endpoints';

export const GET = serve(listSessionsEndpoint, async ({ principal }) => ({
  sessions: await listSessions(principal),
}));

export const DELETE = serve(revokeOtherSessionsEndpoint, async ({ principal }) => ({
  revoked: await endOtherSessions(principal),
}));

export const { POST, PUT, PATCH } = methodsNotAllowed('GET', 'DELETE');
