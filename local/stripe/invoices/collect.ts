import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { attemptPayment } from '../payments/attempt';
import { newIntent } from '../payments/intent';
import { afterPaid } from '../subscriptions/after-payment';
import { failInvoice, finalizeInvoice, settleInvoice } from './invoice';
import { openPayment, pendingPayment } from './invoice-payment';

type Invoice = StoredObjects['invoice'];

/** What became of an attempt to have an invoice paid. */
export type Collected = {
  invoice: Invoice;
  outcome: 'paid' | 'declined' | 'requires_action' | 'no_method';
  /** Why the bank refused, in its words. */
  error?: StoredObjects['payment_intent']['last_payment_error'];
};

/**
 * Makes a draft final, with its events: when nothing is due it is paid at once, otherwise it waits with a payment
 * intent for {@link collectInvoice}.
 */
export function issueInvoice(context: Context, draft: Invoice, description: string): Invoice {
  const { events, cause, store } = context;
  const open = finalizeInvoice(context, draft);
  events.emit(cause, 'invoice.finalized', open);
  if (open.amount_due === 0) {
    const paid = settleInvoice(context, open, undefined);
    events.emit(cause, 'invoice.paid', paid.invoice);
    afterPaid(context, paid.invoice);
    return paid.invoice;
  }
  const intent = newIntent(context, {
    amount: open.amount_due,
    currency: open.currency,
    customer: open.customer,
    description,
    metadata: {},
    receiptEmail: null,
    setupFutureUsage: null,
  });
  store.insert('payment_intent', intent);
  openPayment(context, open, intent.id);
  events.emit(cause, 'payment_intent.created', intent);
  return open;
}

/**
 * Tries once to have an open invoice paid, with the events of charge, intent, invoice and, when it is paid, of its
 * subscription. What a failure means for the subscription is the caller's.
 * @param method none fails the attempt, as a card that was taken away does
 * @param nextAttempt when a failed attempt is repeated; null when it is not
 */
export function collectInvoice(
  context: Context,
  open: Invoice,
  by: {
    method: StoredObjects['payment_method'] | undefined;
    authenticated: boolean;
    nextAttempt: number | null;
  },
): Collected {
  const { events, cause } = context;
  const intent = intentOf(context, open);
  const attempt =
    by.method === undefined ? undefined : attemptPayment(context, intent, by.method, by.authenticated);
  if (attempt?.kind === 'succeeded') {
    const paid = settleInvoice(context, open, attempt.intent);
    events.emit(cause, 'invoice.updated', paid.invoice, open);
    events.emit(cause, 'invoice.paid', paid.invoice);
    events.emit(cause, 'invoice.payment_succeeded', paid.invoice);
    if (paid.payment) events.emit(cause, 'invoice_payment.paid', paid.payment);
    afterPaid(context, paid.invoice);
    return { invoice: paid.invoice, outcome: 'paid' };
  }
  const failed = failInvoice(context, open, by.nextAttempt);
  if (attempt?.kind === 'requires_action') events.emit(cause, 'invoice.payment_action_required', failed);
  events.emit(cause, 'invoice.payment_failed', failed);
  events.emit(cause, 'invoice.updated', failed, open);
  if (attempt === undefined) return { invoice: failed, outcome: 'no_method' };
  return { invoice: failed, outcome: attempt.kind, error: attempt.intent.last_payment_error };
}

/** Marks an open invoice as paid without a payment here, with its events. */
export function settleOutOfBand(context: Context, open: Invoice): Invoice {
  const { events, cause } = context;
  const paid = settleInvoice(context, open, undefined);
  events.emit(cause, 'invoice.updated', paid.invoice, open);
  events.emit(cause, 'invoice.paid', paid.invoice);
  afterPaid(context, paid.invoice);
  return paid.invoice;
}

/** The payment intent that is to pay an open invoice. */
export function intentOf(context: Context, invoice: Invoice): StoredObjects['payment_intent'] {
  const id = pendingPayment(context, invoice.id)?.payment.payment_intent;
  const intent = id === undefined ? undefined : context.store.get('payment_intent', id);
  if (intent === undefined) throw new Error(`Invoice ${invoice.id} has no payment intent.`);
  return intent;
}
