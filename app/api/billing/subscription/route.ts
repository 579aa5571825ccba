import { methodsNotAllowed, serve } from '@/lib/auth';
import { cancelSubscription, currentSubscription } from '@/lib/billing';
import { cancelSubscriptionEndpoint, getSubscriptionEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(getSubscriptionEndpoint, async ({ principal }) => ({
  planId: principal.planId,
  subscription: await currentSubscription(principal),
}));

export const DELETE = serve(cancelSubscriptionEndpoint, async ({ principal, query, idempotencyKey }) => ({
  subscription: await cancelSubscription(principal, query, idempotencyKey),
}));

export const { POST, PUT, PATCH } = methodsNotAllowed('GET', 'DELETE');
