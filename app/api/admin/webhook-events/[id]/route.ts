import { webhookEvent } from '@/lib/admin';
import { getWebhookEventEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(getWebhookEventEndpoint, ({ params }) => webhookEvent(params.id));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
