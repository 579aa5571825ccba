import type Stripe from 'stripe';
import { callsForSync, customerOf, eventSchema } from '@/lib/billing/event-facts';
import { callStripe, listAll } from '@/lib/billing/stripe';
import { asService } from '@/lib/db';

/**
 * Makes customers in Stripe, each with an organization here and a subscription that is not mirrored yet, and changes the
 * subscriptions until Stripe has told of so many events that mean work.
 * @returns the events as Stripe would send them, in random order
 */
export async function makeSubscribers(customers: number, eventsMin: number): Promise<string[]> {
  const price = await priceOfPro();
  const subscriptions = await inLanes(Array.from({ length: customers }), () => subscribe(price));
  let events = await eventsThatMeanWork();
  for (let round = 1; events.length < eventsMin; round++) {
    const missing = subscriptions.slice(0, eventsMin - events.length);
    await inLanes(missing, ({ id }) =>
      callStripe((stripe) => stripe.subscriptions.update(id, { metadata: { round: String(round) } })),
    );
    events = await eventsThatMeanWork();
  }
  // Of all, for the newest alone may tell nothing of the customers that were made first.
  return shuffled(events)
    .slice(0, eventsMin)
    .map((event) => JSON.stringify(event));
}

async function priceOfPro(): Promise<string> {
  const { data } = await callStripe((stripe) => stripe.prices.list({ lookup_keys: ['pro_month'], limit: 1 }));
  if (!data[0]) throw new Error('Stripe has no price for Pro.');
  return data[0].id;
}

async function subscribe(price: string): Promise<Stripe.Subscription> {
  const { id: organizationId } = await asService('bench.organization', (tx) =>
    tx.organization.create({ data: { name: 'Bench', kind: 'team' }, select: { id: true } }),
  );
  const { id: customer } = await callStripe((stripe) =>
    stripe.customers.create({ metadata: { organizationId } }),
  );
  await asService('bench.organization', (tx) =>
    tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId: customer } }),
  );
  const method = await callStripe((stripe) => stripe.paymentMethods.attach('pm_card_visa', { customer }));
  return callStripe((stripe) =>
    stripe.subscriptions.create({
      customer,
      items: [{ price }],
      default_payment_method: method.id,
      metadata: { organizationId },
    }),
  );
}

async function eventsThatMeanWork(): Promise<Stripe.Event[]> {
  const all = await listAll((stripe, position) => stripe.events.list(position));
  return all.filter((event) => callsForSync(event.type) && customerOf(eventSchema.parse(event)) !== null);
}

async function inLanes<In, Out>(all: readonly In[], work: (each: In) => Promise<Out>): Promise<Out[]> {
  const waiting = [...all.entries()];
  const done: Out[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      done[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return done;
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
