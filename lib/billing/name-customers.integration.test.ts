import type Stripe from 'stripe';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { processWebhookEvents } from './process-webhook-events';
import { callStripe } from './stripe';
import {
  buy,
  clearFaults,
  deliver,
  effectivePlan,
  eventsAbout,
  makeOwner,
  openDispute,
  orderFault,
} from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

const storedEvent = (id: string) =>
  asService('test.event', (tx) => tx.webhookEvent.findUniqueOrThrow({ where: { id } }));

const paymentsOf = ({ organizationId }: { organizationId: string }) =>
  asService('test.payments', (tx) => tx.payment.findMany({ where: { organizationId } }));

/** A person who has paid, of which nothing is mirrored yet. */
async function payer() {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  const { data } = await callStripe((stripe) => stripe.charges.list({ customer }));
  return { owner, customer, charge: data[0]?.id ?? '' };
}

/** The newest event of a type that names a thing. */
async function eventNaming(type: string, thing: string): Promise<Stripe.Event> {
  const { data } = await callStripe((stripe) => stripe.events.list({ type, limit: 100 }));
  const event = data.find((each) => JSON.stringify(each.data.object).includes(thing));
  if (!event) throw new Error(`Stripe tells of no ${type} of ${thing}.`);
  return event;
}

/** The event as it could be as well, under an id of its own. */
function variant(event: Stripe.Event, object: Record<string, unknown>): Stripe.Event {
  const id = `evt_${crypto.randomUUID()}`;
  return {
    ...event,
    id,
    data: { ...event.data, object: { ...event.data.object, ...object } },
  } as Stripe.Event;
}

describe('an event that names no customer', () => {
  it('finds the one whose payment is disputed, although nothing of it is mirrored yet', async () => {
    const { owner, customer, charge } = await payer();
    await openDispute(charge);
    const event = await eventNaming('charge.dispute.created', charge);
    await deliver(event);
    expect(await storedEvent(event.id)).toMatchObject({ status: 'received', stripeCustomerId: null });

    await processWebhookEvents();

    expect(await storedEvent(event.id)).toMatchObject({ status: 'processed', stripeCustomerId: customer });
    expect(await paymentsOf(owner)).toMatchObject([{ disputed: true }]);
  });

  it('finds the one who got a refund, by the charge alone', async () => {
    const { owner, charge } = await payer();
    await callStripe((stripe) => stripe.refunds.create({ charge, amount: 900 }));
    const event = variant(await eventNaming('refund.created', charge), {
      customer: null,
      payment_intent: null,
    });
    await deliver(event);
    await processWebhookEvents();
    expect(await paymentsOf(owner)).toMatchObject([{ amountRefunded: 900n }]);
  });

  it('finds the one whose invoice was paid', async () => {
    const { owner, customer } = await payer();
    const { data } = await callStripe((stripe) => stripe.invoices.list({ customer }));
    await deliver(await eventNaming('invoice_payment.paid', data[0]?.id ?? ''));
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('is done with when it belongs to nobody', async () => {
    const { charge } = await payer();
    await callStripe((stripe) => stripe.refunds.create({ charge }));
    const event = variant(await eventNaming('refund.created', charge), {
      customer: null,
      payment_intent: 'pi_unheard_of',
    });
    await deliver(event);
    await processWebhookEvents();
    expect(await storedEvent(event.id)).toMatchObject({
      status: 'processed',
      stripeCustomerId: null,
      error: null,
    });
  });

  it('is asked about again when Stripe did not answer', async () => {
    const { owner, charge } = await payer();
    await openDispute(charge);
    const event = await eventNaming('charge.dispute.created', charge);
    await deliver(event);
    await orderFault({ method: 'GET', path: '/v1/payment_intents/*', status: 500, times: 3 });
    await processWebhookEvents();
    expect(await storedEvent(event.id)).toMatchObject({ status: 'failed', attempts: 1 });

    await asService('test.due', (tx) =>
      tx.webhookEvent.update({ where: { id: event.id }, data: { nextAttemptAt: new Date(0) } }),
    );
    await processWebhookEvents();
    expect(await storedEvent(event.id)).toMatchObject({ status: 'processed' });
    expect(await paymentsOf(owner)).toMatchObject([{ disputed: true }]);
  });
});

it('what was taken from a customer is still known as that customer’s', async () => {
  const { customer } = await payer();
  const { data } = await callStripe((stripe) => stripe.paymentMethods.list({ customer }));
  await callStripe((stripe) => stripe.paymentMethods.detach(data[0]?.id ?? ''));
  const events = await eventsAbout(data[0]?.id ?? '');
  const detached = events.find(({ type }) => type === 'payment_method.detached');
  await deliver(detached ?? {});
  expect(await storedEvent(detached?.id ?? '')).toMatchObject({
    status: 'received',
    stripeCustomerId: customer,
  });
});
