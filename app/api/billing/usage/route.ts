import { methodsNotAllowed, serve } from '@/lib/auth';
import { getUsageEndpoint } from '@/lib/billing/endpoints';
import { quotasOf } from '@/lib/usage';

export const GET = serve(getUsageEndpoint, async ({ principal }) => ({ quotas: await quotasOf(principal) }));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
