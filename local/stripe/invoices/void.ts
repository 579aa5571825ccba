import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { pendingPayment } from './invoice-payment';

type Invoice = StoredObjects['invoice'];

/** Takes an invoice back that was not paid, with its payment, and tells so. */
export function voidInvoice(context: Context, open: Invoice): Invoice {
  const { events, cause, clock } = context;
  cancelPayment(context, open);
  const invoice = closed(open, 'void', { voided_at: clock.now() });
  context.store.save('invoice', invoice);
  events.emit(cause, 'invoice.voided', invoice);
  events.emit(cause, 'invoice.updated', invoice, open);
  return invoice;
}

/** Gives an invoice up as one that will not be paid, and tells so. It may still be paid by hand. */
export function markUncollectible(context: Context, open: Invoice): Invoice {
  const invoice = closed(open, 'uncollectible', { marked_uncollectible_at: context.clock.now() });
  context.store.save('invoice', invoice);
  context.events.emit(context.cause, 'invoice.marked_uncollectible', invoice);
  context.events.emit(context.cause, 'invoice.updated', invoice, open);
  return invoice;
}

/** Stops the attempts to collect what a subscription that ended still owes; the invoices stay as they are. */
export function stopCollecting(context: Context, subscription: string): void {
  const unpaid = context.store.all('invoice', [
    { field: 'parent.subscription_details.subscription', is: subscription },
    { field: 'status', oneOf: ['draft', 'open'] },
  ]);
  for (const invoice of unpaid) {
    if (invoice.next_payment_attempt === null && !invoice.auto_advance) continue;
    const stopped = {
      ...invoice,
      auto_advance: false,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    };
    context.store.save('invoice', stopped);
    context.events.emit(context.cause, 'invoice.updated', stopped, invoice);
  }
}

function closed(
  open: Invoice,
  status: 'void' | 'uncollectible',
  at: Partial<Invoice['status_transitions']>,
): Invoice {
  return {
    ...open,
    auto_advance: false,
    next_payment_attempt: null,
    status,
    status_transitions: { ...open.status_transitions, ...at },
  };
}

function cancelPayment({ store, clock, events, cause }: Context, invoice: Invoice): void {
  const payment = pendingPayment({ store }, invoice.id);
  const intent = store.get('payment_intent', payment?.payment.payment_intent ?? '');
  if (payment === undefined || intent === undefined) return;
  const now = clock.now();
  store.save('invoice_payment', {
    ...payment,
    status: 'canceled',
    status_transitions: { canceled_at: now, paid_at: null },
  });
  const canceled = {
    ...intent,
    canceled_at: now,
    cancellation_reason: 'void_invoice' as const,
    next_action: null,
    status: 'canceled' as const,
  };
  store.save('payment_intent', canceled);
  events.emit(cause, 'payment_intent.canceled', canceled);
}
