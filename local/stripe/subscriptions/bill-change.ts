import { StripeError } from '../api/errors';
import { readBillingSettings } from '../core/billing-settings';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { type Collected, collectInvoice, issueInvoice } from '../invoices/collect';
import { afterInvoice, draftInvoice } from '../invoices/compose';
import { pendingItems } from '../invoices/pending-items';
import { afterFailed } from './after-payment';
import type { PlannedChange } from './change';
import { paymentMethodOf } from './payment-method-of';
import { waitWithUpdate } from './pending-update';

type Subscription = StoredObjects['subscription'];

/** What happens when the payment for a change does not go through. */
export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete';

const DAY = 86_400;

/**
 * Makes a planned change: its prorations, the new state, and the invoice where it bills at once, with all events.
 * @throws StripeError 402 when it must be paid at once and is not; the caller's transaction undoes everything
 */
export function applyChange(
  context: Context,
  before: Subscription,
  plan: PlannedChange,
  behavior: PaymentBehavior,
): Subscription {
  const { events, cause, store } = context;
  for (const item of plan.items) {
    store.insert('invoiceitem', item);
    events.emit(cause, 'invoiceitem.created', item);
  }
  const waits = plan.billsNow && behavior === 'pending_if_incomplete';
  if (!waits) saveChanged(context, before, plan.after);
  if (plan.billsNow) bill(context, before, plan, behavior);
  return store.get('subscription', before.id) ?? plan.after;
}

/** Stores a changed subscription and tells so, if anything changed. */
export function saveChanged(context: Context, before: Subscription, after: Subscription): void {
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  context.store.save('subscription', after);
  context.events.emit(context.cause, 'customer.subscription.updated', after, before);
}

/** A card error that says why a payment that had to succeed did not. */
export function paymentError({ outcome, error }: Collected): StripeError {
  if (outcome === 'requires_action') {
    return new StripeError(402, 'card_error', 'Your card requires authentication to complete the payment.', {
      code: 'subscription_payment_intent_requires_action',
    });
  }
  return new StripeError(
    402,
    'card_error',
    error?.message ?? 'This customer has no payment method to charge.',
    {
      code: error?.code ?? 'resource_missing',
      ...(error?.decline_code && { decline_code: error.decline_code }),
    },
  );
}

function bill(context: Context, before: Subscription, plan: PlannedChange, behavior: PaymentBehavior): void {
  const { events, cause, store, clock } = context;
  const now = clock.now();
  const draft = draftInvoice(context, {
    subscription: plan.after,
    reason: 'subscription_update',
    period: { start: now, end: now },
    lines: plan.lines,
    items: pendingItems(context, before),
  });
  if (behavior === 'pending_if_incomplete') waitWithUpdate(context, before, plan.after, draft.id);
  else store.save('subscription', afterInvoice(context, plan.after, draft));
  events.emit(cause, 'invoice.created', draft);
  const open = issueInvoice(context, draft, 'Subscription update');
  if (open.status === 'paid' || behavior === 'default_incomplete') return;
  const [retry] = readBillingSettings(context.settings).retry_after_days;
  const isLate = behavior === 'allow_incomplete' && retry !== undefined;
  const collected = collectInvoice(context, open, {
    method: paymentMethodOf(context, plan.after),
    authenticated: false,
    nextAttempt: isLate ? now + retry * DAY : null,
  });
  if (collected.outcome === 'paid') return;
  if (behavior === 'error_if_incomplete') throw paymentError(collected);
  if (behavior === 'allow_incomplete') afterFailed(context, before.id);
}
