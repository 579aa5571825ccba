import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { reasonOf } from './cancel-subscription';
import type { Cancellation } from './cancellation';
import { isLive } from './live-statuses';
import { bringUsage } from './metering/bring-usage';
import { onLiveSubscription, subscriptionInStripe } from './on-live-subscription';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isInvalidRequest } from './stripe';
import { dropWaitingChanges } from './waiting-change';

/**
 * Ends the subscription of the principal's organization at once. What was paid for the rest of the period is not given
 * back, what was used above the limits is billed now, and the limits of the free plan hold from now on. Nothing that was
 * saved is deleted.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription, 503 when Stripe does not
 * answer
 */
export async function endSubscription(
  principal: Principal,
  cancellation: Cancellation,
  idempotencyKey?: string,
): Promise<void> {
  requireBillingManager(principal);
  await bringUsage(principal.organizationId);
  await onLiveSubscription(principal, {
    operation: 'billing.end',
    action: 'subscription.ended_at_once',
    key: idempotencyKey,
    request: cancellation,
    work: async (before) => {
      await end(await dropWaitingChanges(before), cancellation);
      return null;
    },
  });
}

async function end({ id, status }: Stripe.Subscription, cancellation: Cancellation): Promise<void> {
  // Without an invoice Stripe forgets what was used and not billed yet, and overage would be free for who ends in time.
  // What is used in a trial is free.
  const invoice_now = status !== 'trialing';
  try {
    await callStripe((stripe) =>
      stripe.subscriptions.cancel(id, { invoice_now, prorate: false, ...reasonOf(cancellation) }),
    );
  } catch (error) {
    // The SDK asks again when an answer is lost, and Stripe refuses to end what it has ended.
    if (!isInvalidRequest(error)) throw error;
    if (isLive((await subscriptionInStripe(id)).status)) throw error;
  }
}
