import type { Transaction } from '@/lib/db';
import type { PlanId } from '@/lib/plans';
import { lifetimeGrantsIn } from './lifetime-grant';
import type { BillingState } from './notices';

/** What the mirror says of an organization's plan, subscriptions and debts. `tx` may be the tenant's or service work. */
export async function readBillingState(tx: Transaction, organizationId: string): Promise<BillingState> {
  const [effective] = await tx.$queryRaw<{ plan_id: PlanId }[]>`
    select app.effective_plan_id(${organizationId}::uuid) as plan_id`;
  const subscriptions = await tx.subscription.findMany({
    where: { organizationId },
    select: { id: true, planId: true, status: true, pastDueSince: true },
  });
  const invoices = await tx.invoice.findMany({
    where: { organizationId, status: 'open', attemptCount: { gt: 0 } },
    orderBy: [{ stripeCreatedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, subscriptionId: true, amountRemaining: true, currency: true },
  });
  const asked = await tx.payment.findMany({
    where: { organizationId, status: 'requires_action', invoiceId: { in: invoices.map(({ id }) => id) } },
    select: { invoiceId: true },
  });
  return {
    planId: effective?.plan_id ?? 'free',
    subscriptions,
    grants: await lifetimeGrantsIn(tx, organizationId),
    owed: invoices.map(({ amountRemaining, ...invoice }) => ({
      ...invoice,
      amount: Number(amountRemaining),
      needsAction: asked.some(({ invoiceId }) => invoiceId === invoice.id),
    })),
  };
}
