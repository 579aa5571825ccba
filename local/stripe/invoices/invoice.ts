import type { Context } from '../core/context';
import { randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { settleBalance } from './balance';
import { settlePayment } from './invoice-payment';

type Invoice = StoredObjects['invoice'];

/** Gives a draft its number and pages: it can be paid from here on. */
export function finalizeInvoice(context: Context, draft: Invoice): Invoice {
  const now = context.clock.now();
  const secret = randomText(40);
  const invoice: Invoice = {
    ...draft,
    effective_at: now,
    ending_balance: settleBalance(context, draft),
    hosted_invoice_url: `${context.publicUrl}/i/${draft.id}/${secret}`,
    invoice_pdf: `${context.publicUrl}/i/${draft.id}/${secret}/pdf`,
    number: nextNumber(context, draft.customer),
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  };
  context.store.save('invoice', invoice);
  context.store.writePrivate('invoice', invoice.id, { secret });
  return invoice;
}

/** Marks an open invoice as paid, by a payment unless nothing was due. */
export function settleInvoice(
  context: Context,
  open: Invoice,
  intent: StoredObjects['payment_intent'] | undefined,
): { invoice: Invoice; payment: StoredObjects['invoice_payment'] | undefined } {
  const now = context.clock.now();
  const invoice: Invoice = {
    ...open,
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempt_count: intent === undefined ? 0 : open.attempt_count + 1,
    attempted: true,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: now },
  };
  context.store.save('invoice', invoice);
  if (intent === undefined) return { invoice, payment: undefined };
  return { invoice, payment: settlePayment(context, open, intent.id) };
}

/**
 * Records that an open invoice was tried and not paid; it stays open.
 * @param nextAttempt when it is tried again, in seconds since 1970; null when it is not
 */
export function failInvoice(context: Context, open: Invoice, nextAttempt: number | null): Invoice {
  const invoice: Invoice = {
    ...open,
    attempt_count: open.attempt_count + 1,
    attempted: true,
    auto_advance: nextAttempt !== null,
    next_payment_attempt: nextAttempt,
  };
  context.store.save('invoice', invoice);
  return invoice;
}

// Invoice numbers run per customer; the counter moves without an event of its own.
function nextNumber(context: Context, customerId: string | null): string {
  const customer = customerId === null ? undefined : context.store.get('customer', customerId);
  if (customer === undefined) return `${randomText(8).toUpperCase()}-0001`;
  const sequence = customer.next_invoice_sequence ?? 1;
  context.store.save('customer', { ...customer, next_invoice_sequence: sequence + 1 });
  return `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`;
}
