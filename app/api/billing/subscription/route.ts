import { methodsNotAllowed, serve } from '@/lib/auth';
import {
  cancelSubscription,
  changePlan,
  currentSubscription,
  endSubscription,
  lifetimeGrants,
  trialStandingOf,
} from '@/lib/billing';
import {
  cancelSubscriptionEndpoint,
  changeSubscriptionEndpoint,
  getSubscriptionEndpoint,
} from '@/lib/billing/endpoints';

export const GET = serve(getSubscriptionEndpoint, async ({ principal }) => {
  const [subscription, grants, trial] = await Promise.all([
    currentSubscription(principal),
    lifetimeGrants(principal),
    trialStandingOf(principal),
  ]);
  return { planId: principal.planId, subscription, lifetimePlanId: grants[0]?.planId ?? null, trial };
});

export const PUT = serve(changeSubscriptionEndpoint, ({ principal, body, idempotencyKey }) =>
  changePlan(principal, body, idempotencyKey),
);

export const DELETE = serve(cancelSubscriptionEndpoint, async ({ principal, query, idempotencyKey }) => {
  const { when, ...cancellation } = query;
  if (when === 'period_end') {
    return { subscription: await cancelSubscription(principal, cancellation, idempotencyKey) };
  }
  await endSubscription(principal, cancellation, idempotencyKey);
  return { subscription: null };
});

export const { POST, PATCH } = methodsNotAllowed('GET', 'PUT', 'DELETE');
