import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { subscriptionOf } from '../subscriptions/after-payment';
import { paymentMethodOf } from '../subscriptions/payment-method-of';

/** What an invoice is charged to when nobody says otherwise: its own method, its subscription's or its customer's. */
export function methodOf(
  context: Context,
  invoice: StoredObjects['invoice'],
): StoredObjects['payment_method'] | undefined {
  const own = context.store.get('payment_method', invoice.default_payment_method ?? '');
  if (own !== undefined && own.customer === invoice.customer) return own;
  const subscription = context.store.get('subscription', subscriptionOf(invoice) ?? '');
  return paymentMethodOf(
    context,
    subscription ?? { customer: invoice.customer ?? '', default_payment_method: null },
  );
}
