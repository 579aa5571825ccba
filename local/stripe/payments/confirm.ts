import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { collectInvoice } from '../invoices/collect';
import { PaymentFailed } from '../invoices/pay';
import { attach, freshMethod } from './attach';
import { attemptPayment } from './attempt';
import { magicMethodNumber } from './magic-methods';

type Intent = StoredObjects['payment_intent'];
type Method = StoredObjects['payment_method'];

/**
 * Tries to take the money of an intent from a payment method, as a page with Stripe.js does; the intent then says
 * whether the bank asks a question. An invoice that it was to pay goes the same way.
 * @throws StripeError when it was paid or canceled, and for a method that does not exist or is somebody else's (400); a
 * refusal (402) is recorded all the same: see {@link PaymentFailed}
 */
export function confirmIntent(context: Context, id: string, methodId: string | undefined): Intent {
  const { store } = context;
  const intent = find(store, 'payment_intent', id);
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
    throw invalidRequest(
      `This PaymentIntent's payment_method could not be updated because it has a status of ${intent.status}.`,
      { code: 'payment_intent_unexpected_state' },
    );
  }
  const method = methodFor(context, intent, methodId ?? intent.payment_method ?? undefined);
  const error = tried(context, intent, method);
  if (error) {
    throw new PaymentFailed(error.message ?? 'Your card was declined.', {
      code: error.code ?? 'card_declined',
      ...(error.decline_code && { decline_code: error.decline_code }),
    });
  }
  return store.get('payment_intent', id) ?? intent;
}

/** What was refused, if anything was. */
function tried(context: Context, intent: Intent, method: Method): Intent['last_payment_error'] | undefined {
  const invoice = invoiceOf(context, intent);
  if (invoice === undefined) {
    const attempt = attemptPayment(context, intent, method, false);
    return attempt.kind === 'declined' ? attempt.intent.last_payment_error : undefined;
  }
  const nextAttempt = invoice.next_payment_attempt;
  const { outcome, error } = collectInvoice(context, invoice, { method, authenticated: false, nextAttempt });
  return outcome === 'declined' ? error : undefined;
}

function invoiceOf({ store }: Context, intent: Intent): StoredObjects['invoice'] | undefined {
  const payments = store.all('invoice_payment', [{ field: 'payment.payment_intent', is: intent.id }]);
  const invoice = store.get('invoice', payments[0]?.invoice ?? '');
  return invoice?.status === 'open' ? invoice : undefined;
}

function methodFor(context: Context, intent: Intent, id: string | undefined): Method {
  if (id === undefined) {
    throw invalidRequest(
      'You cannot confirm this PaymentIntent because it is missing a payment method. Update it with a payment method and then confirm it again.',
      { code: 'payment_intent_unexpected_state' },
    );
  }
  if (magicMethodNumber(id) !== undefined) {
    return intent.customer === null ? freshMethod(context, id) : attach(context, id, intent.customer);
  }
  const method = find(context.store, 'payment_method', id, 'payment_method');
  if (method.customer === null || method.customer === intent.customer) return method;
  throw invalidRequest('The provided PaymentMethod belongs to another customer.', {
    code: 'payment_method_unexpected_state',
    param: 'payment_method',
  });
}
