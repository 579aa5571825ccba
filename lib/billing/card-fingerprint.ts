import type Stripe from 'stripe';

/** What a subscription must be retrieved with for {@link cardFingerprint}. */
export const withPaymentMethod = [
  'default_payment_method',
  'customer.invoice_settings.default_payment_method',
];

/**
 * What tells the card that a subscription will be charged to from all others: its own one, or else its customer's.
 * Null when there is none, or for what is no card.
 * Precondition: retrieved with {@link withPaymentMethod}
 */
export function cardFingerprint({
  default_payment_method: own,
  customer,
}: Pick<Stripe.Subscription, 'default_payment_method' | 'customer'>): string | null {
  const method = own ?? (isPresent(customer) ? customer.invoice_settings.default_payment_method : null);
  return method === null || typeof method === 'string' ? null : (method.card?.fingerprint ?? null);
}

function isPresent(customer: Stripe.Subscription['customer']): customer is Stripe.Customer {
  return typeof customer !== 'string' && !customer.deleted;
}
