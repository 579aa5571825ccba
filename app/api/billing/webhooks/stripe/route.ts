import { methodsNotAllowed, serve } from '@/lib/auth';
import { receiveWebhook } from '@/lib/billing';
import { stripeWebhookEndpoint } from '@/lib/billing/endpoints';
import { BULK_BYTES_MAX, readLimited } from '@/lib/http';

export const POST = serve(stripeWebhookEndpoint, async ({ request }) =>
  receiveWebhook({
    rawBody: await readLimited(request, BULK_BYTES_MAX),
    signature: request.headers.get('stripe-signature'),
  }),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
