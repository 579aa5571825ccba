import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import { liveSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isInvalidRequest } from './stripe';
import { withPatience } from './with-patience';

/** What the next payment is taken from. `expiryMonth` counts from 1; the card is good to the end of that month. */
export type PaymentMethod =
  | { type: 'card'; brand: string; last4: string; expiryMonth: number; expiryYear: number }
  /** Stripe's type of any other one, such as `sepa_debit`. */
  | { type: 'other'; name: string };

/**
 * The payment method on file: the live subscription's own, or else the customer's. Asked for each time and not mirrored:
 * banks renew cards by themselves, and nothing here is decided by it.
 * @returns null when there is none
 * @throws ProblemError 403 unless owner or admin, 503 when Stripe does not answer within three seconds
 */
export async function paymentMethodOnFile(principal: Principal): Promise<PaymentMethod | null> {
  requireBillingManager(principal);
  const customer = await customerIdOf(principal);
  if (!customer) return null;
  const subscription = await asTenant(principal, (tx) => liveSubscription(tx, principal.organizationId));
  const method = await withPatience(
    patienceMs,
    subscription ? methodOfSubscription(subscription.id) : methodOfCustomer(customer),
  );
  return method && toPaymentMethod(method);
}

const patienceMs = 3_000;

async function methodOfSubscription(id: string): Promise<Stripe.PaymentMethod | null> {
  try {
    const { default_payment_method: own, customer } = await callStripe((stripe) =>
      stripe.subscriptions.retrieve(id, {
        expand: ['default_payment_method', 'customer.invoice_settings.default_payment_method'],
      }),
    );
    return whole(own) ?? defaultOf(customer);
  } catch (error) {
    // What is gone is refused, and so is looking into a customer that is.
    if (isInvalidRequest(error)) return null;
    throw error;
  }
}

async function methodOfCustomer(id: string): Promise<Stripe.PaymentMethod | null> {
  try {
    const customer = await callStripe((stripe) =>
      stripe.customers.retrieve(id, { expand: ['invoice_settings.default_payment_method'] }),
    );
    return defaultOf(customer);
  } catch (error) {
    if (isInvalidRequest(error)) return null;
    throw error;
  }
}

function defaultOf(customer: string | Stripe.Customer | Stripe.DeletedCustomer): Stripe.PaymentMethod | null {
  if (typeof customer === 'string' || customer.deleted) return null;
  return whole(customer.invoice_settings.default_payment_method);
}

// One that was detached stays where it is named, and cannot be charged.
function whole(method: string | Stripe.PaymentMethod | null): Stripe.PaymentMethod | null {
  return method === null || typeof method === 'string' || method.customer === null ? null : method;
}

function toPaymentMethod({ type, card }: Stripe.PaymentMethod): PaymentMethod {
  if (!card) return { type: 'other', name: type };
  const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = card;
  return { type: 'card', brand, last4, expiryMonth, expiryYear };
}
