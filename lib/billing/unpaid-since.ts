import type Stripe from 'stripe';
import { idOf, instant } from './stripe-values';

/**
 * Since when a subscription has gone unpaid: when the first invoice after its last paid one fell due. Null when no such
 * invoice is there. An older invoice that stayed open does not count: what was paid after it has put things right.
 * @param invoices all of the customer's; of those made in the same second the newer ones first, as Stripe lists them
 */
export function unpaidSince(invoices: readonly Stripe.Invoice[], subscriptionId: string): Date | null {
  const own = invoices.filter(({ parent }) => {
    const subscription = parent?.subscription_details?.subscription;
    return subscription && idOf(subscription) === subscriptionId;
  });
  const newestFirst = own.toSorted((a, b) => b.created - a.created);
  const lastPaid = newestFirst.findIndex(({ status }) => status === 'paid');
  const due = newestFirst
    .slice(0, lastPaid === -1 ? undefined : lastPaid)
    .filter(({ status }) => status === 'open' || status === 'uncollectible')
    .map(
      ({ due_date, status_transitions, created }) => due_date ?? status_transitions.finalized_at ?? created,
    );
  return due.length > 0 ? instant(Math.min(...due)) : null;
}
