import { methodsNotAllowed, serve } from '@/lib/auth';
import { liveEndpoint } from '@/lib/openapi';

export const GET = serve(liveEndpoint, async () => ({ status: 'ok' as const }));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
