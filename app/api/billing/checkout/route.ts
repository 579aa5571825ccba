import { methodsNotAllowed, serve } from '@/lib/auth';
import { startCheckout } from '@/lib/billing';
import { createCheckoutEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(createCheckoutEndpoint, ({ principal, body, idempotencyKey }) =>
  startCheckout(principal, body, idempotencyKey),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
