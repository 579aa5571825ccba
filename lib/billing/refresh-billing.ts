import type { TenantContext } from '@/lib/db';
import { logger } from '@/lib/observability';
import { customerIdOf } from './customer-id-of';
import { isUnavailable } from './is-unavailable';
import { syncCustomer } from './sync-customer';

/**
 * Asks Stripe anew about the tenant's organization before its billing is shown. When Stripe does not answer, or not
 * within five seconds, what is known already has to do: the webhook will bring the rest.
 */
export async function refreshBilling(tenant: TenantContext): Promise<void> {
  const customer = await customerIdOf(tenant);
  if (!customer) return;
  const { promise: patienceEnds, resolve: endPatience } = Promise.withResolvers<void>();
  const timer = setTimeout(endPatience, patienceMs);
  const synced = syncCustomer(customer).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error;
    logger.warn({ err: error, stripeCustomerId: customer }, 'billing is shown without asking Stripe anew');
  });
  // Once nobody waits for it, a failure must not end the process.
  synced.catch(() => {});
  await Promise.race([synced, patienceEnds]);
  clearTimeout(timer);
}

const patienceMs = 5_000;
