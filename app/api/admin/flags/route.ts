import { shownFlags } from '@/lib/admin';
import { listFlagsEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(listFlagsEndpoint, async () => ({ flags: await shownFlags() }));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
