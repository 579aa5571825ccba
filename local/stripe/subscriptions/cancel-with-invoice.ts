import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { collectInvoice, issueInvoice } from '../invoices/collect';
import { afterInvoice, draftInvoice } from '../invoices/compose';
import { usageLines } from '../invoices/lines';
import { pendingItems } from '../invoices/pending-items';
import { type CancellationWords, cancelNow } from './cancel';
import { holdings } from './change';
import { paymentMethodOf } from './payment-method-of';
import { prorations } from './proration';
import { prorationItem } from './proration-item';

type Subscription = StoredObjects['subscription'];

/**
 * Ends a subscription at this moment.
 * @param how `prorate` credits the time that is left, `invoiceNow` bills what was used and what is pending
 */
export function cancelWithInvoice(
  context: Context,
  before: Subscription,
  words: CancellationWords,
  how: { invoiceNow: boolean; prorate: boolean },
): Subscription {
  if (how.prorate && before.status !== 'trialing') creditRest(context, before);
  if (!how.invoiceNow) return cancelNow(context, before, words);
  const now = context.clock.now();
  const untilNow = (item: Subscription['items']['data'][number]) => ({
    start: item.current_period_start,
    end: now,
  });
  const lines = usageLines(context, before, before.items.data, untilNow).filter(({ amount }) => amount > 0);
  const items = pendingItems(context, before);
  if (lines.length + items.length === 0) return cancelNow(context, before, words);
  const period = { start: now, end: now };
  const draft = draftInvoice(context, {
    subscription: before,
    reason: 'subscription_update',
    period,
    lines,
    items,
  });
  const canceled = cancelNow(context, afterInvoice(context, before, draft), words);
  context.events.emit(context.cause, 'invoice.created', draft);
  const open = issueInvoice(context, draft, 'Subscription update');
  if (open.status !== 'paid') {
    const method = paymentMethodOf(context, before);
    collectInvoice(context, open, { method, authenticated: false, nextAttempt: null });
  }
  return canceled;
}

function creditRest(context: Context, subscription: Subscription): void {
  const held = holdings(context, subscription, subscription.items.data);
  for (const part of prorations(held, [], context.clock.now())) {
    const item = subscription.items.data.find(({ id }) => id === part.holding.item);
    if (item === undefined) continue;
    const credit = prorationItem(context, subscription, part, item.price.product);
    context.store.insert('invoiceitem', credit);
    context.events.emit(context.cause, 'invoiceitem.created', credit);
  }
}
