import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';

type InvoicePayment = StoredObjects['invoice_payment'];

/** Ties a payment to the open invoice that it is to pay. */
export function openPayment(
  context: Context,
  invoice: StoredObjects['invoice'],
  intent: string,
): InvoicePayment {
  const payment: InvoicePayment = {
    id: newId('inpay', 24),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: context.clock.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  };
  context.store.insert('invoice_payment', payment);
  return payment;
}

/** The payment that is to pay an invoice and has not done so yet. */
export function pendingPayment(
  { store }: Pick<Context, 'store'>,
  invoice: string,
): InvoicePayment | undefined {
  return store.all('invoice_payment', [
    { field: 'invoice', is: invoice },
    { field: 'status', is: 'open' },
  ])[0];
}

/** Records that a payment paid its invoice. */
export function settlePayment(
  context: Context,
  invoice: StoredObjects['invoice'],
  intent: string,
): InvoicePayment {
  const payment: InvoicePayment = {
    ...(pendingPayment(context, invoice.id) ?? openPayment(context, invoice, intent)),
    amount_paid: invoice.amount_due,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: context.clock.now() },
  };
  context.store.save('invoice_payment', payment);
  return payment;
}
