import type Stripe from 'stripe';
import type { AuditActor } from '@/lib/audit';
import type { Principal } from '@/lib/auth';
import type { Cancellation } from './cancellation';
import type { CurrentSubscription } from './current-subscription';
import { onLiveSubscription, stillLive } from './on-live-subscription';
import { callStripe } from './stripe';
import { dropWaitingChanges } from './waiting-change';

/**
 * Lets the subscription of the principal's organization end with the period that is paid for; until then nothing
 * changes. A change that waits is taken back first. One that ends already keeps its date, and a reason given now is
 * noted with it.
 * @param actor who really does it, where that is not the principal
 * @returns the subscription, with `endsAt`
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription, 503 when Stripe does not
 * answer
 */
export async function cancelSubscription(
  principal: Principal,
  cancellation: Cancellation,
  idempotencyKey?: string,
  actor?: AuditActor,
): Promise<CurrentSubscription> {
  const result = await onLiveSubscription(principal, {
    operation: 'billing.cancel',
    action: 'subscription.canceled',
    actor,
    key: idempotencyKey,
    request: cancellation,
    work: async (before) => {
      const { id, cancel_at, cancel_at_period_end } = await dropWaitingChanges(before);
      await callStripe((stripe) =>
        stripe.subscriptions.update(id, {
          // A date that was agreed by hand is not moved.
          ...(cancel_at !== null && !cancel_at_period_end ? {} : { cancel_at_period_end: true }),
          ...reasonOf(cancellation),
        }),
      );
      return null;
    },
  });
  return stillLive(result);
}

/** What Stripe notes of a cancellation; nothing when nothing was said. */
export function reasonOf({ feedback, comment }: Cancellation): {
  cancellation_details?: Stripe.SubscriptionCancelParams.CancellationDetails;
} {
  if (!feedback && !comment) return {};
  return { cancellation_details: { ...(feedback ? { feedback } : {}), ...(comment ? { comment } : {}) } };
}
