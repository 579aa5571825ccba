import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { grantDiscounts, type WantedDiscount } from '../discounts/grant';
import { collectInvoice, issueInvoice } from '../invoices/collect';
import { afterInvoice, draftPeriodInvoice } from '../invoices/compose';
import { checkRoomForSubscription } from '../test-clocks/limits';
import { paymentError } from './bill-change';
import { checkedQuantity, subscribablePrice } from './changed-items';
import { createSubscription } from './create';
import { paymentMethodOf } from './payment-method-of';

/** What a subscription is made from that starts by API and not by Checkout. */
export type WantedSubscription = {
  customer: string;
  items: { price: string; quantity?: number | undefined; metadata?: Record<string, string> | undefined }[];
  defaultPaymentMethod: string | null;
  description: string | null;
  discounts: WantedDiscount[];
  metadata: Record<string, string>;
  missingPaymentMethod: 'cancel' | 'create_invoice';
  paymentBehavior: 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete';
  trialEnd: number | undefined;
};

/**
 * Starts a subscription now, with its first invoice. It is `incomplete` until that is paid; what costs nothing today is
 * `trialing` or `active` at once.
 * @throws StripeError when parts do not exist or fit, nothing can be charged, or a payment that had to succeed failed
 */
export function startSubscription(
  context: Context,
  wanted: WantedSubscription,
): StoredObjects['subscription'] {
  const { events, cause, store, clock } = context;
  const owner = find(store, 'customer', wanted.customer, 'customer');
  const customer = owner.id;
  checkRoomForSubscription(store, owner);
  const items = wanted.items.map(({ price: id, quantity, metadata }, index) => {
    const price = subscribablePrice(context, id, `items[${index}][price]`);
    return {
      price,
      quantity: checkedQuantity(price, quantity, `items[${index}]`),
      ...(metadata && { metadata }),
    };
  });
  checkItems(items.map(({ price }) => price));
  checkMethod(context, wanted.defaultPaymentMethod, customer);
  const made = createSubscription(context, {
    customer,
    items,
    metadata: wanted.metadata,
    defaultPaymentMethod: wanted.defaultPaymentMethod,
    description: wanted.description,
    trialEnd: wanted.trialEnd,
    status: 'incomplete',
    missingPaymentMethod: wanted.missingPaymentMethod,
  });
  const discounts = grantDiscounts(context, wanted.discounts, { customer, subscription: made.id });
  const discounted = { ...made, discounts };
  const now = clock.now();
  const draft = draftPeriodInvoice(context, discounted, 'subscription_create', { start: now, end: now });
  const subscription: StoredObjects['subscription'] = {
    ...afterInvoice(context, discounted, draft),
    status: made.status === 'incomplete' && draft.amount_due === 0 ? 'active' : made.status,
  };
  store.save('subscription', subscription);
  const method = paymentMethodOf(context, subscription);
  const waits = wanted.paymentBehavior === 'default_incomplete';
  if (method === undefined && draft.amount_due > 0 && !waits) {
    throw invalidRequest(
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
      { code: 'resource_missing' },
    );
  }
  events.emit(cause, 'customer.subscription.created', subscription);
  events.emit(cause, 'invoice.created', draft);
  const open = issueInvoice(context, draft, 'Subscription creation');
  if (open.status !== 'paid' && !waits) {
    const collected = collectInvoice(context, open, { method, authenticated: false, nextAttempt: null });
    if (collected.outcome !== 'paid' && wanted.paymentBehavior === 'error_if_incomplete') {
      throw paymentError(collected);
    }
  }
  return store.get('subscription', subscription.id) ?? subscription;
}

/** @throws StripeError when the method is not the customer's */
export function checkMethod(context: Context, id: string | null, customer: string): void {
  if (id === null) return;
  const method = find(context.store, 'payment_method', id, 'default_payment_method');
  if (method.customer === customer) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'default_payment_method' },
  );
}

function checkItems(prices: StoredObjects['price'][]): void {
  if (new Set(prices.map(({ id }) => id)).size < prices.length) {
    throw invalidRequest('Cannot add multiple subscription items with the same plan.', { param: 'items' });
  }
  if (new Set(prices.map(({ currency }) => currency)).size > 1) {
    throw invalidRequest('All prices on a subscription must have the same currency.', { param: 'items' });
  }
}
