import type { Principal } from '@/lib/auth';
import type { Cancellation } from './cancellation';
import { changeLiveSubscription } from './change-live-subscription';
import type { CurrentSubscription } from './current-subscription';

/**
 * Lets the subscription of the principal's organization end with the period that is paid for; until then nothing
 * changes. One that ends already keeps its date, and a reason given now is noted with it.
 * @returns the subscription, with `endsAt`
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription, 503 when Stripe does not
 * answer
 */
export function cancelSubscription(
  principal: Principal,
  cancellation: Cancellation,
  idempotencyKey?: string,
): Promise<CurrentSubscription> {
  const { feedback, comment } = cancellation;
  return changeLiveSubscription(principal, {
    operation: 'billing.cancel',
    key: idempotencyKey,
    request: cancellation,
    params: ({ cancelAt, cancelAtPeriodEnd }) => ({
      // A date that was agreed by hand is not moved.
      ...(cancelAt && !cancelAtPeriodEnd ? {} : { cancel_at_period_end: true }),
      ...(feedback || comment
        ? { cancellation_details: { ...(feedback ? { feedback } : {}), ...(comment ? { comment } : {}) } }
        : {}),
    }),
  });
}
