import { raiseActing } from '@/lib/admin';
import { raiseActingEndpoint } from '@/lib/admin/impersonation/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(raiseActingEndpoint, async ({ admin, body, setCookies }) => {
  const { impersonation, cookies } = await raiseActing(admin, body.reason);
  setCookies(cookies);
  return impersonation;
});

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
