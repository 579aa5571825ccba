import { methodsNotAllowed, serve } from '@/lib/auth';
import { quotasOf } from '@/lib/usage';
import { getUsageEndpoint } from '@/lib/usage/endpoints';

export const GET = serve(getUsageEndpoint, async ({ principal }) => ({ quotas: await quotasOf(principal) }));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
