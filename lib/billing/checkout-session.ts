import type Stripe from 'stripe';
import { env } from '@/lib/env';
import type { Plan } from '@/lib/plans';
import type { CheckoutChoice } from './checkout-choice';
import { choiceQuery } from './choice-query';
import { isSold } from './sold-intervals';
import { callStripe } from './stripe';
import { type OrderedTrial, withTrial } from './trial-order';
import { itemsFor, pricedItems, type WantedItem } from './wanted-items';

/**
 * What is sold to whom. `plan` is the chosen one, and sold at the chosen interval; a subscription to it begins with the
 * trial.
 */
export type CheckoutSale = {
  organizationId: string;
  customer: string;
  plan: Plan;
  choice: CheckoutChoice;
  trial: OrderedTrial;
};

/**
 * Opens a Checkout session for a sale.
 * @returns the address of its page
 * @throws Error when Stripe lacks a price; ProblemError 503 when it does not answer
 */
export async function createCheckoutSession(sale: CheckoutSale): Promise<string> {
  const items = await pricedItems(wantedItems(sale));
  const { organizationId, customer, choice } = sale;
  const { APP_URL } = env();
  const session = await callStripe((stripe) =>
    stripe.checkout.sessions.create({
      customer,
      client_reference_id: organizationId,
      line_items: items.map(({ price, quantity }) => ({
        price,
        ...(quantity !== undefined && { quantity }),
      })),
      metadata: { organizationId },
      // Stripe itself replaces the placeholder, so it must not be encoded.
      success_url: `${APP_URL}/billing/success?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${APP_URL}/billing/canceled?${choiceQuery(choice)}`,
      ...(choice.interval === 'lifetime' ? lifetimeParams(sale) : subscriptionParams(sale)),
      ...taxParams(),
    }),
  );
  if (!session.url) throw new Error(`Checkout session ${session.id} has no address to go to.`);
  return session.url;
}

type Params = Partial<Stripe.Checkout.SessionCreateParams>;

function wantedItems({ plan, choice: { interval, extraSeats } }: CheckoutSale): WantedItem[] {
  if (isSold(interval)) return itemsFor(plan, interval, extraSeats ?? 0);
  return [{ lookupKey: `${plan.id}_${interval}`, quantity: 1 }];
}

function subscriptionParams(sale: CheckoutSale) {
  return {
    mode: 'subscription',
    subscription_data: subscriptionData(sale),
    // A trial asks for a card, too: once it is over, it is charged, and it tells who has had one.
    payment_method_collection: 'always',
    // And a card it must be: of Link, for one, Stripe tells no fingerprint, and a trial could be had with it again.
    ...(sale.trial.days > 0 && { allowed_payment_method_types: ['card' as const] }),
    allow_promotion_codes: true,
  } satisfies Params;
}

/** What the subscription itself is made with. */
function subscriptionData({ organizationId, trial }: CheckoutSale) {
  return withTrial({ metadata: { organizationId } }, trial);
}

/**
 * A payment that grants the plan by its metadata (`paymentRow`) and has an invoice. Without promotion codes: they are
 * made for subscriptions, where they end, and one that takes all off would leave no payment that could grant anything.
 */
function lifetimeParams({ organizationId, plan }: CheckoutSale) {
  return {
    mode: 'payment',
    payment_intent_data: { metadata: { organizationId, planId: plan.id, interval: 'lifetime' } },
    invoice_creation: { enabled: true, invoice_data: { metadata: { organizationId } } },
  } satisfies Params;
}

/** What is asked for so that tax can be reckoned, and written to the customer for the invoices that follow. */
function taxParams(): Params {
  if (!env().STRIPE_TAX_ENABLED) return {};
  return {
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
    customer_update: { address: 'auto', name: 'auto' },
    billing_address_collection: 'required',
  };
}
