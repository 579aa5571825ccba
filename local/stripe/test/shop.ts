import type Stripe from 'stripe';

/** Something to sell, made through the API. */
export async function makePrice(
  stripe: Stripe,
  changes: Partial<Stripe.PriceCreateParams> = {},
): Promise<Stripe.Price> {
  return stripe.prices.create({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Pro' },
    ...changes,
  });
}

/** An open Checkout session for a new customer. */
export async function openCheckout(
  stripe: Stripe,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  const price = await makePrice(stripe);
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'http://127.0.0.1:9/success?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:9/cancel',
    ...changes,
  });
}

/** Sends the payment form of a hosted page as a browser without scripts would. */
export async function pay(
  session: Pick<Stripe.Checkout.Session, 'url'>,
  number = '4242424242424242',
  changes: Record<string, string> = {},
): Promise<Response> {
  const fields = {
    email: 'ada@example.com',
    number,
    expiry: '12 / 40',
    cvc: '123',
    name: 'Ada Lovelace',
    ...changes,
  };
  return fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}
