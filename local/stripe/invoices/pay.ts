import { invalidRequest, StripeError } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { collectInvoice, settleOutOfBand } from './collect';
import { methodOf } from './method-of';

type Invoice = StoredObjects['invoice'];

/**
 * Tries to have an open invoice paid now, outside its attempts.
 * @throws StripeError when it is not open (400), nothing can be charged (400) or the payment fails (402). A failed
 * attempt is recorded all the same: see {@link PaymentFailed}
 */
export function payInvoice(
  context: Context,
  id: string,
  how: { method: string | undefined; outOfBand: boolean },
): Invoice {
  const invoice = find(context.store, 'invoice', id);
  if (invoice.status === 'paid')
    throw invalidRequest('Invoice is already paid', { code: 'invoice_already_paid' });
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalidRequest(`Invoices with a status of ${invoice.status} cannot be paid.`, {
      code: 'invoice_not_editable',
    });
  }
  if (how.outOfBand) return settleOutOfBand(context, invoice);
  const method = chosenMethod(context, invoice, how.method);
  const nextAttempt = invoice.next_payment_attempt;
  const {
    outcome,
    invoice: after,
    error,
  } = collectInvoice(context, invoice, {
    method,
    authenticated: false,
    nextAttempt,
  });
  if (outcome === 'paid') return context.store.get('invoice', id) ?? after;
  if (outcome === 'requires_action') {
    throw new PaymentFailed(
      'This payment requires additional user action before it can be completed successfully.',
      {
        code: 'invoice_payment_intent_requires_action',
      },
    );
  }
  throw new PaymentFailed(error?.message ?? 'Your card was declined.', {
    code: error?.code ?? 'card_declined',
    ...(error?.decline_code && { decline_code: error.decline_code }),
  });
}

/** An answer of failure after which what was done stays done: the bank was asked, and the attempt counts. */
export class PaymentFailed extends StripeError {
  constructor(message: string, details: StripeError['details']) {
    super(402, 'card_error', message, details);
  }
}

function chosenMethod(
  context: Context,
  invoice: Invoice,
  id: string | undefined,
): StoredObjects['payment_method'] {
  if (id !== undefined) {
    const method = find(context.store, 'payment_method', id, 'payment_method');
    if (method.customer === invoice.customer) return method;
    throw invalidRequest('The payment method is not attached to the customer of this invoice.', {
      param: 'payment_method',
    });
  }
  const method = methodOf(context, invoice);
  if (method !== undefined) return method;
  throw invalidRequest(
    'There is no `default_payment_method` set on this Customer or Invoice. Please set the appropriate default payment method or provide a specific PaymentMethod to pay the invoice with.',
  );
}
