import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import type { CurrentSubscription } from './current-subscription';
import { endsOf, keepGoing } from './keep-going';
import { onLiveSubscription, stillLive } from './on-live-subscription';
import { ownedRefusal } from './sale-refusal';

/**
 * Takes a cancellation back, so that the subscription renews as before.
 * @returns the subscription, without `endsAt`
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription, when it renews anyway, or
 * when as much is owned for good, 503 when Stripe does not answer
 */
export async function resumeSubscription(
  principal: Principal,
  idempotencyKey?: string,
): Promise<CurrentSubscription> {
  const result = await onLiveSubscription(principal, {
    operation: 'billing.resume',
    action: 'subscription.resumed',
    key: idempotencyKey,
    request: {},
    work: async (subscription, { planId, lifetimePlanId }) => {
      if (!endsOf(subscription)) {
        throw problems.conflict('This subscription is not about to end; there is nothing to resume.');
      }
      const refusal = ownedRefusal(planId, lifetimePlanId);
      if (refusal) throw problems.conflict(refusal);
      await keepGoing(subscription);
      return null;
    },
  });
  return stillLive(result);
}
