import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import type { PlanId } from '@/lib/plans';
import { type Access, accessOf } from './access';
import { isLive, isOwing } from './live-statuses';
import { canManageBilling } from './require-billing-manager';

/** How an organization stands with its payments: what it may do, and the debt that is to be paid, if there is one. */
export type Standing = { access: Access; debt: Debt | null };

/** An invoice that was tried in vain. Paying the newest one of a subscription brings its plan back. */
export type Debt = {
  planId: PlanId;
  /** What it is for: the plan itself, or a change of plan that waits for its payment. */
  blocks: 'plan' | 'change';
  /** Whether the bank waits for the cardholder's word. */
  needsAction: boolean;
  /** The invoice, for those who manage billing. `amount` is in minor units; `nextAttemptAt` null is never. */
  invoice: { id: string; amount: number; currency: string; nextAttemptAt: Date | null } | null;
};

/** Where the principal's organization stands. A declined change of plan is no debt: it is simply not made. */
export async function standingOf(principal: Principal): Promise<Standing> {
  const { organizationId, planId } = principal;
  const found = await asTenant(principal, async (tx) => {
    const subscriptions = await tx.subscription.findMany({
      where: { organizationId },
      orderBy: { stripeCreatedAt: 'desc' },
      select: { id: true, planId: true, status: true, pastDueSince: true },
    });
    const subscription = subscriptions.find(({ status }) => isLive(status)) ?? null;
    if (!subscription) return { subscription, invoice: null, needsAction: false };
    const invoice = await tx.invoice.findFirst({
      where: { organizationId, subscriptionId: subscription.id, status: 'open', attemptCount: { gt: 0 } },
      orderBy: [{ stripeCreatedAt: 'desc' }, { id: 'desc' }],
    });
    const asked =
      invoice &&
      (await tx.payment.findFirst({
        where: { organizationId, invoiceId: invoice.id, status: 'requires_action' },
        select: { id: true },
      }));
    return { subscription, invoice, needsAction: Boolean(asked) };
  });
  const { subscription, invoice, needsAction } = found;
  const access = accessOf({ planId, subscription }, new Date());
  if (!subscription || !(isOwing(subscription.status) || needsAction)) return { access, debt: null };
  return {
    access,
    debt: {
      planId: subscription.planId,
      blocks: isOwing(subscription.status) ? 'plan' : 'change',
      needsAction,
      invoice:
        invoice && canManageBilling(principal)
          ? {
              id: invoice.id,
              amount: Number(invoice.amountRemaining),
              currency: invoice.currency,
              nextAttemptAt: invoice.nextPaymentAttemptAt,
            }
          : null,
    },
  };
}
