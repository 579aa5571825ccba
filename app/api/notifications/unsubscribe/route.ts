import { methodsNotAllowed, serve } from '@/lib/auth';
import { env } from '@/lib/env';
import { unsubscribe } from '@/lib/jobs/notifications';
import { openUnsubscribeEndpoint, unsubscribeEndpoint } from '@/lib/jobs/notifications/endpoints';

// Programs that look at the links of a mail come here, too: for them nothing is done.
export const GET = serve(openUnsubscribeEndpoint, async ({ query }) => ({
  url: `${env().APP_URL}/unsubscribe?${new URLSearchParams(query)}`,
}));

export const POST = serve(unsubscribeEndpoint, ({ query }) => unsubscribe(query.token));

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
