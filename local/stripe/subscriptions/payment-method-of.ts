import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';

/** What a subscription's invoices are paid with: its own method or its customer's; none that was taken away. */
export function paymentMethodOf(
  { store }: Context,
  subscription: Pick<StoredObjects['subscription'], 'customer' | 'default_payment_method'>,
): StoredObjects['payment_method'] | undefined {
  const customer = store.get('customer', subscription.customer);
  const id = subscription.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  const method = store.get('payment_method', id ?? '');
  return method === undefined || method.customer === null ? undefined : method;
}
