import { shownFlags, switchFlag } from '@/lib/admin';
import { switchFlagEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const PATCH = serve(switchFlagEndpoint, async ({ admin, params, body }) => {
  await switchFlag(admin, params.flag, body.enabled, body.reason);
  return { flags: await shownFlags() };
});

export const { GET, POST, PUT, DELETE } = methodsNotAllowed('PATCH');
