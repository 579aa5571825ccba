import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';

type Subscription = StoredObjects['subscription'];

/** A change that is made once its invoice is paid. */
type Waiting = { invoice: string; change: Partial<Subscription> };

const HOURS_23 = 23 * 3_600;

/** Puts a change off until its invoice is paid, for 23 hours at most, and tells so. */
export function waitWithUpdate(
  context: Context,
  before: Subscription,
  after: Subscription,
  invoice: string,
): Subscription {
  const { billing_cycle_anchor, discounts, items, status, trial_end, trial_start } = after;
  const waiting: Waiting = {
    invoice,
    change: { billing_cycle_anchor, discounts, items, status, trial_end, trial_start },
  };
  const subscription: Subscription = {
    ...before,
    latest_invoice: invoice,
    pending_update: {
      billing_cycle_anchor:
        billing_cycle_anchor === before.billing_cycle_anchor ? null : billing_cycle_anchor,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: context.clock.now() + HOURS_23,
      metadata: null,
      subscription_items: items.data,
      trial_end: null,
      trial_from_plan: null,
    },
  };
  context.store.save('subscription', subscription);
  context.store.writePrivate('subscription', before.id, waiting);
  context.events.emit(context.cause, 'customer.subscription.updated', subscription, before);
  return subscription;
}

/** Makes the change that waited for this invoice, if there is one, and tells so. */
export function applyPendingUpdate(context: Context, before: Subscription, invoice: string): void {
  if (before.pending_update === null) return;
  const waiting = waitingOf(context, before.id);
  if (waiting?.invoice !== invoice) return;
  const subscription: Subscription = { ...before, ...waiting.change, pending_update: null };
  context.store.save('subscription', subscription);
  context.events.emit(context.cause, 'customer.subscription.updated', subscription, before);
  context.events.emit(context.cause, 'customer.subscription.pending_update_applied', subscription);
}

/** Gives the change up and tells so. Returns the invoice that was to pay for it. */
export function dropPendingUpdate(context: Context, before: Subscription): string | undefined {
  const subscription: Subscription = { ...before, pending_update: null };
  context.store.save('subscription', subscription);
  context.events.emit(context.cause, 'customer.subscription.pending_update_expired', subscription);
  return waitingOf(context, before.id)?.invoice;
}

/** Gives the change up that waited for this invoice, if there is one: nobody can pay for it any more. */
export function dropUpdateOf(context: Context, invoice: string, subscriptionId: string | undefined): void {
  const subscription = context.store.get('subscription', subscriptionId ?? '');
  if (!subscription?.pending_update || waitingOf(context, subscription.id)?.invoice !== invoice) return;
  dropPendingUpdate(context, subscription);
}

function waitingOf(context: Context, id: string): Waiting | undefined {
  const known = context.store.readPrivate('subscription', id);
  // Only `waitWithUpdate` writes it.
  return typeof known === 'object' && known !== null && 'invoice' in known ? (known as Waiting) : undefined;
}
