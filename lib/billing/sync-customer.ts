import type { Transaction } from '@/lib/db';
import { holdingCustomer } from './customer-lock';
import { mirrorCustomer, type SyncOutcome } from './mirror-customer';

/**
 * Makes the database say what Stripe says about a customer. Idempotent and convergent; serialised per customer across
 * processes. Webhooks, the success page and whoever doubts call the same.
 * @param andThen what is to be written down of it in the same transaction, once Stripe has answered
 * @throws ProblemError 503 when Stripe does not answer, after which nothing was changed; whatever `andThen` throws
 */
export function syncCustomer(
  stripeCustomerId: string,
  andThen?: (tx: Transaction, outcome: SyncOutcome) => Promise<void>,
): Promise<SyncOutcome> {
  return holdingCustomer('billing.sync', stripeCustomerId, async (tx) => {
    const outcome = await mirrorCustomer(tx, stripeCustomerId);
    await andThen?.(tx, outcome);
    return outcome;
  });
}
