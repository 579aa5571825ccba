import { actAs } from '@/lib/admin';
import { actAsEndpoint } from '@/lib/admin/impersonation/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(actAsEndpoint, async ({ admin, params, body, setCookies }) => {
  const { impersonation, cookies } = await actAs(admin, params.id, body.reason);
  setCookies(cookies);
  return impersonation;
});

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
