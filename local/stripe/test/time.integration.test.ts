import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });

async function subscribe(number?: string, trialDays?: number) {
  const session = await openCheckout(emulator.stripe, {
    ...(trialDays && { subscription_data: { trial_period_days: trialDays } }),
  });
  await pay(session, number);
  const [subscription] = (await emulator.stripe.subscriptions.list({ customer: String(session.customer) }))
    .data;
  if (subscription === undefined) throw new Error('no subscription');
  return subscription;
}

const itemOf = async (id: string) => (await emulator.stripe.subscriptions.retrieve(id)).items.data[0];

async function typesDuring(work: () => Promise<unknown>, about: string) {
  const [last] = (await emulator.stripe.events.list({ limit: 1 })).data;
  await work();
  const { data } = await emulator.stripe.events.list({ limit: 100, ending_before: last?.id ?? '' });
  const related = data.filter((event) => JSON.stringify(event.data.object).includes(about));
  return related.map(({ type }) => type).reverse();
}

describe('when a period ends', () => {
  it('the next one starts where it ended and is paid', async () => {
    const subscription = await subscribe();
    const first = await itemOf(subscription.id);
    const types = await typesDuring(() => advance(31 * DAY), String(subscription.customer));
    expect(types).toEqual([
      'invoice.upcoming',
      'customer.subscription.updated',
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
    const second = await itemOf(subscription.id);
    expect(second?.current_period_start).toBe(first?.current_period_end);
    const { data } = await emulator.stripe.invoices.list({ subscription: subscription.id });
    expect(data.map(({ billing_reason, status, total }) => [billing_reason, status, total])).toEqual([
      ['subscription_cycle', 'paid', 2900],
      ['subscription_create', 'paid', 2900],
    ]);
    expect(data[0]).toMatchObject({
      period_start: first?.current_period_start,
      period_end: first?.current_period_end,
    });
  });

  it('a year brings twelve invoices, all on the anchor day or the last of the month', async () => {
    const subscription = await subscribe();
    await advance(366 * DAY);
    const { data } = await emulator.stripe.invoices.list({ subscription: subscription.id, limit: 100 });
    expect(data.length).toBeGreaterThanOrEqual(13);
    const anchor = new Date(subscription.billing_cycle_anchor * 1000).getUTCDate();
    for (const invoice of data) {
      const start = new Date((invoice.lines.data[0]?.period.start ?? 0) * 1000);
      const last = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
      expect(start.getUTCDate()).toBe(Math.min(anchor, last));
    }
  });

  it('a trial turns into a paid subscription', async () => {
    const subscription = await subscribe('4242424242424242', 7);
    await advance(6 * DAY);
    expect((await emulator.stripe.subscriptions.retrieve(subscription.id)).status).toBe('trialing');
    await advance(2 * DAY);
    const after = await emulator.stripe.subscriptions.retrieve(subscription.id, {
      expand: ['latest_invoice'],
    });
    expect(after).toMatchObject({ status: 'active', latest_invoice: { total: 2900, status: 'paid' } });
    expect(after.items.data[0]?.current_period_start).toBe(subscription.trial_end);
  });

  it('a card that fails makes the subscription past due and leaves the invoice open', async () => {
    const subscription = await subscribe('4000000000000341', 7);
    const types = await typesDuring(() => advance(8 * DAY), String(subscription.customer));
    expect(types).toEqual([
      'customer.subscription.trial_will_end',
      'customer.subscription.updated',
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.payment_failed',
      'invoice.updated',
      'customer.subscription.updated',
    ]);
    const after = await emulator.stripe.subscriptions.retrieve(subscription.id, {
      expand: ['latest_invoice'],
    });
    expect(after).toMatchObject({
      status: 'past_due',
      latest_invoice: { status: 'open', amount_remaining: 2900 },
    });
  });

  it('a subscription that was to end ends then, and not before', async () => {
    const subscription = await subscribe();
    const ending = await emulator.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
    });
    await advance(20 * DAY);
    expect((await emulator.stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
    const types = await typesDuring(() => advance(12 * DAY), String(subscription.customer));
    expect(types).toEqual(['customer.subscription.deleted']);
    const ended = await emulator.stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ status: 'canceled', ended_at: ending.cancel_at });
  });
});

it('an open Checkout session expires after a day', async () => {
  const session = await openCheckout(emulator.stripe);
  await advance(DAY + 1);
  expect(await emulator.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: 'expired',
    url: null,
  });
  expect((await fetch(session.url ?? '')).status).toBe(410);
});
