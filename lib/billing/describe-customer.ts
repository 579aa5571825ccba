import type { Transaction } from '@/lib/db';
import { holdingCustomer } from './customer-lock';
import { callStripe, isMissing } from './stripe';

/**
 * Tells Stripe the name of the customer's organization and the address of its first owner, for receipts and invoices,
 * and notes that it knows. Nobody else does so at the same time, so that the last word is the newest; what changes
 * meanwhile is due again. A customer that is no organization's any more, or no more at all, is left alone.
 * @throws ProblemError 503 when Stripe does not answer; Stripe's own error when it refuses the address
 */
export async function describeCustomer(stripeCustomerId: string): Promise<void> {
  await holdingCustomer('billing.customer', stripeCustomerId, async (tx) => {
    const since = await dueSince(tx, stripeCustomerId);
    const organization = await tx.organization.findUnique({
      where: { stripeCustomerId },
      select: {
        id: true,
        name: true,
        memberships: {
          where: { role: 'owner' },
          orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
          take: 1,
          select: { user: { select: { email: true } } },
        },
      },
    });
    if (!organization) return;
    const { id, name, memberships } = organization;
    const email = memberships[0]?.user.email;
    try {
      await callStripe((stripe) =>
        stripe.customers.update(stripeCustomerId, { name, ...(email ? { email } : {}) }),
      );
    } catch (error) {
      // The next sync finds out that it is gone, and releases it.
      if (!isMissing(error)) throw error;
    }
    await tx.$executeRaw`
      update app.organizations set customer_details_due_at = null
      where id = ${id}::uuid and customer_details_due_at::text = ${since}`;
  });
}

// As text: JavaScript's dates are too coarse to tell apart what changed a moment later.
async function dueSince(tx: Transaction, stripeCustomerId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ since: string | null }[]>`
    select customer_details_due_at::text as since from app.organizations
    where stripe_customer_id = ${stripeCustomerId}`;
  return row?.since ?? null;
}
