import { stopActing } from '@/lib/admin';
import { stopActingEndpoint } from '@/lib/admin/impersonation/endpoints';
import { actingRemovals, methodsNotAllowed, serve } from '@/lib/auth';

export const DELETE = serve(stopActingEndpoint, async ({ admin, setCookies }) => {
  await stopActing(admin);
  setCookies(actingRemovals());
});

export const { GET, POST, PUT, PATCH } = methodsNotAllowed('DELETE');
