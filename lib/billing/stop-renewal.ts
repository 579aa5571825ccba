import type { AuditActor } from '@/lib/audit';
import type { Principal } from '@/lib/auth';
import { ProblemError } from '@/lib/http';
import { cancelSubscription } from './cancel-subscription';
import { currentSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';

/**
 * Lets whatever renews by itself for the principal's organization end with the period that is paid for. Nothing to do is
 * as good as done.
 * @param actor who really does it, where that is not the principal
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` while something is being paid, 503 when Stripe does not
 * answer
 */
export async function stopRenewal(principal: Principal, actor?: AuditActor): Promise<void> {
  if ((await customerIdOf(principal)) === null) return;
  try {
    await cancelSubscription(principal, {}, undefined, actor);
  } catch (error) {
    // A refusal has looked at Stripe anew: without a subscription there, that is why.
    const isConflict = error instanceof ProblemError && error.code === 'conflict';
    if (!isConflict || (await currentSubscription(principal)) !== null) throw error;
  }
}
