import { methodsNotAllowed, serve } from '@/lib/auth';
import { endSession } from '@/lib/auth/sessions';
import { revokeSessionEndpoint } from '@/lib/auth/sessions/endpoints';

export const DELETE = serve(revokeSessionEndpoint, ({ principal, params }) =>
  endSession(principal, params.id),
);

export const { GET, POST, PUT, PATCH } = methodsNotAllowed('DELETE');
