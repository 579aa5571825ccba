import { methodsNotAllowed, serve } from '@/lib/auth';
import { env } from '@/lib/env';
import { openApiDocument, openApiEndpoint } from '@/lib/openapi';

export const GET = serve(openApiEndpoint, async () => openApiDocument(env().APP_URL));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
