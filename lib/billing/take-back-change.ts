import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import type { CurrentSubscription } from './current-subscription';
import { onLiveSubscription, stillLive } from './on-live-subscription';
import { dropWaitingChanges } from './waiting-change';

/**
 * Takes back the change that waits for the organization's subscription: the one that was scheduled for the next
 * period, or the one whose payment is missing; its invoice is voided. The present plan goes on.
 * @returns the subscription, with nothing waiting
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` when nothing waits or it has just been paid, 503 when
 * Stripe does not answer
 */
export async function takeBackChange(
  principal: Principal,
  idempotencyKey?: string,
): Promise<CurrentSubscription> {
  const result = await onLiveSubscription(principal, {
    operation: 'billing.take_back',
    action: 'subscription.change_withdrawn',
    key: idempotencyKey,
    request: {},
    work: async (subscription) => {
      if (subscription.schedule === null && subscription.pending_update === null) {
        throw problems.conflict('No change is waiting; there is nothing to take back.');
      }
      await dropWaitingChanges(subscription);
      return null;
    },
  });
  return stillLive(result);
}
