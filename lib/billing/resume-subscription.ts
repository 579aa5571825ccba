import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import { changeLiveSubscription } from './change-live-subscription';
import type { CurrentSubscription } from './current-subscription';

/**
 * Takes a cancellation back, so that the subscription renews as before.
 * @returns the subscription, without `endsAt`
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription or when it renews anyway,
 * 503 when Stripe does not answer
 */
export function resumeSubscription(
  principal: Principal,
  idempotencyKey?: string,
): Promise<CurrentSubscription> {
  return changeLiveSubscription(principal, {
    operation: 'billing.resume',
    key: idempotencyKey,
    request: {},
    params: ({ cancelAt, cancelAtPeriodEnd }) => {
      if (cancelAtPeriodEnd) return { cancel_at_period_end: false };
      if (cancelAt) return { cancel_at: '' };
      throw problems.conflict('This subscription is not about to end; there is nothing to resume.');
    },
  });
}
