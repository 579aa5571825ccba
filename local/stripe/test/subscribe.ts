import type Stripe from 'stripe';
import type { TestEmulator } from './emulator';
import { makePrice } from './shop';

/** A customer whose default payment method is one of Stripe's test methods. */
export async function makePayer(stripe: Stripe, method = 'pm_card_visa'): Promise<Stripe.Customer> {
  const { id } = await stripe.customers.create({ email: 'ada@example.com' });
  const { id: attached } = await stripe.paymentMethods.attach(method, { customer: id });
  return stripe.customers.update(id, { invoice_settings: { default_payment_method: attached } });
}

/** A subscription by API: one item of 29 dollars a month unless told otherwise. */
export async function subscribe(
  stripe: Stripe,
  changes: Partial<Stripe.SubscriptionCreateParams> = {},
  method = 'pm_card_visa',
): Promise<Stripe.Subscription> {
  const customer = changes.customer ?? (await makePayer(stripe, method)).id;
  const items = changes.items ?? [{ price: (await makePrice(stripe)).id }];
  return stripe.subscriptions.create({ ...changes, customer, items });
}

/** The types of the events about a customer (or whatever the text names) that some work made, oldest first. */
export async function typesDuring(
  { stripe }: TestEmulator,
  about: string,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const [last] = (await stripe.events.list({ limit: 1 })).data;
  await work();
  const types: string[] = [];
  const position = last === undefined ? {} : { ending_before: last.id };
  for await (const event of stripe.events.list({ limit: 100, ...position })) {
    if (JSON.stringify(event.data.object).includes(about)) types.push(event.type);
  }
  return last === undefined ? types.reverse() : types;
}

/** An id of a reference that was not expanded. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  if (typeof reference === 'string') return reference;
  if (!reference) throw new Error('There is no such reference.');
  return reference.id;
}

/** The first item of a subscription. */
export function firstItem(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (item === undefined) throw new Error('The subscription has no items.');
  return item;
}
