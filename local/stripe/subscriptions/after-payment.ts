import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { applyPendingUpdate } from './pending-update';

type Subscription = StoredObjects['subscription'];

/** What a paid invoice does to its subscription: a change that waited for it is made, and what was late is active. */
export function afterPaid(context: Context, invoice: StoredObjects['invoice']): void {
  const { store } = context;
  const subscription = store.get('subscription', subscriptionOf(invoice) ?? '');
  if (subscription === undefined) return;
  applyPendingUpdate(context, subscription, invoice.id);
  const current = store.get('subscription', subscription.id) ?? subscription;
  const waits = ['incomplete', 'past_due', 'unpaid'].includes(current.status);
  if (waits && isSettled(context, current, invoice)) setStatus(context, current, 'active');
}

/** What a failed payment does to a subscription that was in order. */
export function afterFailed(context: Context, id: string): void {
  const subscription = context.store.get('subscription', id);
  if (subscription?.status !== 'active' && subscription?.status !== 'trialing') return;
  setStatus(context, subscription, 'past_due');
}

/** Changes a subscription's status and tells so. */
export function setStatus(
  context: Context,
  before: Subscription,
  status: Subscription['status'],
): Subscription {
  const subscription = { ...before, status };
  context.store.save('subscription', subscription);
  context.events.emit(context.cause, 'customer.subscription.updated', subscription, before);
  return subscription;
}

/** The subscription that an invoice belongs to. */
export function subscriptionOf(invoice: StoredObjects['invoice']): string | undefined {
  return invoice.parent?.subscription_details?.subscription;
}

// The newest invoice decides: whoever paid it is served again, older debts notwithstanding.
function isSettled(context: Context, subscription: Subscription, invoice: StoredObjects['invoice']): boolean {
  if (subscription.latest_invoice === invoice.id) return true;
  const latest = context.store.get('invoice', subscription.latest_invoice ?? '');
  return latest === undefined || latest.status === 'paid' || latest.status === 'void';
}
