import { holdingCustomer } from './customer-lock';
import { mirrorCustomer, type SyncOutcome } from './mirror-customer';

/**
 * Makes the database say what Stripe says about a customer. Idempotent and convergent; serialised per customer across
 * processes. Webhooks, the success page and whoever doubts call the same.
 * @throws ProblemError 503 when Stripe does not answer, after which nothing was changed
 */
export function syncCustomer(stripeCustomerId: string): Promise<SyncOutcome> {
  return holdingCustomer('billing.sync', stripeCustomerId, (tx) => mirrorCustomer(tx, stripeCustomerId));
}
