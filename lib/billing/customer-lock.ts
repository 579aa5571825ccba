import { asService, type Transaction } from '@/lib/db';
import { noteOnTrace, traced } from '@/lib/observability';
import { turnstile } from '@/lib/resilience';

/**
 * Runs `work` in a service transaction while no other one, of any process, works on this Stripe customer. Everything
 * that reads a customer's state from Stripe in order to write it here runs in it.
 * @throws ProblemError 503 `unavailable`, or an error that means the same, when the customer is busy for too long;
 * whatever `work` throws
 */
export function holdingCustomer<T>(
  reason: string,
  stripeCustomerId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return traced('billing.customer', { 'stripe.customer_id': stripeCustomerId }, () =>
    holding(reason, customerKey(stripeCustomerId), work),
  );
}

/** As {@link holdingCustomer}, for an organization that may have no customer yet. */
export function holdingOrganization<T>(
  reason: string,
  organizationId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return holding(reason, `billing.organization:${organizationId}`, work);
}

/**
 * Keeps others off the customer until the running transaction ends, unless one of them was first.
 * @returns false at once when another transaction works on the customer
 */
export async function tryLockCustomer(tx: Transaction, stripeCustomerId: string): Promise<boolean> {
  noteOnTrace({ 'stripe.customer_id': stripeCustomerId });
  const [answer] = await tx.$queryRaw<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${customerKey(stripeCustomerId)}, 0)) as locked`;
  return answer?.locked ?? false;
}

const inTurn = turnstile({ name: 'payment service', waitMsMax: 20_000 });

// Those of this process queue before they take a connection. The lock in the database is for other processes.
function holding<T>(reason: string, key: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTurn(key, () =>
    asService(
      reason,
      async (tx) => {
        await tx.$executeRaw`select set_config('lock_timeout', '20s', true)`;
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
        return work(tx);
      },
      { pool: 'slow' },
    ),
  );
}

function customerKey(stripeCustomerId: string): string {
  return `billing.customer:${stripeCustomerId}`;
}
