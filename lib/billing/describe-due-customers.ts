import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { describeCustomer } from './describe-customer';
import { isInvalidRequest, isStripeAvailable } from './stripe';

/**
 * Tells Stripe every name and address that has changed since it was last told. Idempotent, and any number of workers may
 * run it at once: all tell the same. What fails is tried again later, without holding up others; while Stripe is down
 * nothing is attempted.
 */
export async function describeDueCustomers(): Promise<void> {
  for (const { id, stripeCustomerId } of await due()) {
    if (!isStripeAvailable()) return;
    if (stripeCustomerId === null) continue;
    try {
      await describeCustomer(stripeCustomerId);
    } catch (err) {
      logger.warn({ err, stripeCustomerId }, 'Stripe was not told name and address of this customer');
      const minutes = isInvalidRequest(err) ? 60 : 5;
      await asService('billing.customer', (tx) =>
        tx.organization.updateMany({
          where: { id, detailsDueAt: { not: null } },
          data: { detailsDueAt: new Date(Date.now() + minutes * 60_000) },
        }),
      );
    }
  }
}

function due() {
  return asService('billing.customer', (tx) =>
    tx.organization.findMany({
      where: { detailsDueAt: { lte: new Date() } },
      orderBy: { detailsDueAt: 'asc' },
      take: perRun,
      select: { id: true, stripeCustomerId: true },
    }),
  );
}

// At one run a minute as many as Stripe's limit leaves room for beside everything else.
const perRun = 200;
