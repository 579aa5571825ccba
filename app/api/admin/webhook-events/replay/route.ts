import { replayChosen } from '@/lib/admin';
import { replayWebhookEventsEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const POST = serve(replayWebhookEventsEndpoint, ({ admin, body }) => replayChosen(admin, body));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
