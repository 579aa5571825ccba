import { methodsNotAllowed, serve } from '@/lib/auth';
import { resumeSubscription } from '@/lib/billing';
import { resumeSubscriptionEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(resumeSubscriptionEndpoint, async ({ principal, idempotencyKey }) => ({
  subscription: await resumeSubscription(principal, idempotencyKey),
}));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
