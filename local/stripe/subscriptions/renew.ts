import { readBillingSettings } from '../core/billing-settings';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { collectInvoice, issueInvoice } from '../invoices/collect';
import { afterInvoice, draftInvoice } from '../invoices/compose';
import { usageLines } from '../invoices/lines';
import { pendingItems } from '../invoices/pending-items';
import { afterFailed } from './after-payment';
import { cancelAsScheduled, cancelNow } from './cancel';
import { paymentMethodOf } from './payment-method-of';
import { itemPeriod, periodOf, renewalOf } from './renewal';

type Subscription = StoredObjects['subscription'];

const DAY = 86_400;

/**
 * Does what is due at the end of a period: ends the subscription when so scheduled, otherwise starts the next period
 * of every item whose period is over, bills it and what was used in the one before, and takes the money: at once, or
 * after the time for which the account's settings leave the invoice a draft.
 */
export function renewSubscription(context: Context, before: Subscription): void {
  const now = context.clock.now();
  if (before.cancel_at !== null && before.cancel_at <= now) {
    billLastUsage(context, before);
    cancelAsScheduled(context, context.store.get('subscription', before.id) ?? before);
    return;
  }
  if (endsWithoutMethod(context, before)) {
    cancelNow(context, before, {});
    return;
  }
  const { events, cause, store } = context;
  const { rolled, content } = renewalOf(context, before, now);
  const { draft_minutes: minutes, retry_after_days: retries } = readBillingSettings(context.settings);
  const made = draftInvoice(context, content);
  // Whoever has not paid for so long is not charged any more: the invoice stays a draft.
  const isCharged = before.status !== 'unpaid';
  const draft =
    isCharged && minutes > 0
      ? { ...made, auto_advance: true, automatically_finalizes_at: now + minutes * 60 }
      : made;
  store.save('invoice', draft);
  const subscription = afterInvoice(context, rolled, draft);
  store.save('subscription', subscription);
  events.emit(cause, 'customer.subscription.updated', subscription, before);
  events.emit(cause, 'invoice.created', draft);
  if (!isCharged || draft.auto_advance) return;
  const open = issueInvoice(context, draft, 'Subscription update');
  if (open.status === 'paid') return;
  const [firstRetry] = retries;
  const { outcome } = collectInvoice(context, open, {
    method: paymentMethodOf(context, subscription),
    authenticated: false,
    nextAttempt: firstRetry === undefined ? null : now + firstRetry * DAY,
  });
  if (outcome !== 'paid') afterFailed(context, subscription.id);
}

/** What was used and what is pending is owed although the subscription ends. */
function billLastUsage(context: Context, subscription: Subscription): void {
  const lines = usageLines(context, subscription, subscription.items.data, itemPeriod).filter(
    ({ amount }) => amount > 0,
  );
  const items = pendingItems(context, subscription);
  if (lines.length + items.length === 0) return;
  const period = periodOf(subscription.items.data);
  const draft = draftInvoice(context, { subscription, reason: 'subscription_cycle', period, lines, items });
  context.store.save('subscription', afterInvoice(context, subscription, draft));
  context.events.emit(context.cause, 'invoice.created', draft);
  const open = issueInvoice(context, draft, 'Subscription update');
  if (open.status === 'paid') return;
  const method = paymentMethodOf(context, subscription);
  collectInvoice(context, open, { method, authenticated: false, nextAttempt: null });
}

function endsWithoutMethod(context: Context, subscription: Subscription): boolean {
  const wanted = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (subscription.status !== 'trialing' || wanted !== 'cancel') return false;
  return paymentMethodOf(context, subscription) === undefined;
}
