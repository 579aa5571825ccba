import { methodsNotAllowed, serve } from '@/lib/auth';
import { readyEndpoint, requireReady } from '@/lib/operations';

export const GET = serve(readyEndpoint, () => requireReady());

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
