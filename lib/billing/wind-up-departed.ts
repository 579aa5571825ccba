import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { windUpCustomer } from './wind-up-customer';

/**
 * Ends what customers pay for whose organization is no more, oldest first. One is claimed by moving its next attempt
 * away, so that of many workers one does it; one that fails is tried again, later each time, and after ten days waits for
 * a person. A customer that another organization has claimed since is that one's.
 * @param only these customers; all that are due unless given
 * @returns how many were settled
 */
export async function windUpDeparted(only?: readonly string[]): Promise<number> {
  let settled = 0;
  for (;;) {
    const departed = await claimNext(only ?? null);
    if (!departed) return settled;
    const { stripeCustomerId, isClaimed } = departed;
    try {
      if (!isClaimed) await windUpCustomer(stripeCustomerId);
      await settle(stripeCustomerId);
      settled += 1;
    } catch (err) {
      logger.error({ err, stripeCustomerId }, 'a customer without an organization may go on paying');
      await noteFailure(stripeCustomerId, err instanceof Error ? err.message : 'Unknown error');
    }
  }
}

// The pauses double from five minutes to a day: ten days in all.
const ATTEMPTS_MAX = 17;

type Departed = { stripeCustomerId: string; isClaimed: boolean };

async function claimNext(only: readonly string[] | null): Promise<Departed | undefined> {
  const [departed] = await asService(
    'billing.wind-up',
    (tx) => tx.$queryRaw<Departed[]>`
      update app.departed_customers d
      set attempts = attempts + 1,
        next_attempt_at = now() + least(interval '5 minutes' * 2 ^ d.attempts, interval '1 day')
      where d.stripe_customer_id = (
        select stripe_customer_id from app.departed_customers
        where settled_at is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
          and (${only}::text[] is null or stripe_customer_id = any(${only}::text[]))
        order by next_attempt_at limit 1
        for update skip locked)
      returning d.stripe_customer_id as "stripeCustomerId", exists (
        select from app.organizations o where o.stripe_customer_id = d.stripe_customer_id) as "isClaimed"`,
  );
  return departed;
}

async function settle(stripeCustomerId: string): Promise<void> {
  await asService('billing.wind-up', (tx) =>
    tx.departedCustomer.update({
      where: { stripeCustomerId },
      data: { settledAt: new Date(), error: null },
    }),
  );
}

async function noteFailure(stripeCustomerId: string, message: string): Promise<void> {
  await asService('billing.wind-up', (tx) =>
    tx.departedCustomer.update({ where: { stripeCustomerId }, data: { error: message.slice(0, 500) } }),
  );
}
