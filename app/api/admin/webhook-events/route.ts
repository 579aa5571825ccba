import { listWebhookEvents } from '@/lib/admin';
import { listWebhookEventsEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(listWebhookEventsEndpoint, ({ query: { limit, cursor, ...query } }) =>
  listWebhookEvents(query, { limit, cursor }),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
