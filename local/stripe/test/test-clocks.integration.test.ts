import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';
import { firstItem, idOf, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.control('POST', '/reset'));
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const START = Date.UTC(2030, 0, 31, 12) / 1000;
const clocks = () => emulator.stripe.testHelpers.testClocks;

async function ready(id: string): Promise<Stripe.TestHelpers.TestClock> {
  for (;;) {
    const clock = await clocks().retrieve(id);
    if (clock.status !== 'advancing') return clock;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function advance(id: string, until: number): Promise<void> {
  const going = await clocks().advance(id, { frozen_time: until });
  expect(going).toMatchObject({
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: until } },
  });
  expect(await ready(id)).toMatchObject({ status: 'ready', frozen_time: until, status_details: {} });
}

async function payerOn(clock: string, method = 'pm_card_visa'): Promise<string> {
  const { id } = await emulator.stripe.customers.create({ email: 'ada@example.com', test_clock: clock });
  const attached = await emulator.stripe.paymentMethods.attach(method, { customer: id });
  await emulator.stripe.customers.update(id, {
    invoice_settings: { default_payment_method: attached.id },
  });
  return id;
}

const newClock = () => clocks().create({ frozen_time: START, name: 'a test' });

describe('a customer on a test clock', () => {
  it('lives at its frozen time, with all that belongs to it', async () => {
    const clock = await newClock();
    expect(clock).toMatchObject({ status: 'ready', name: 'a test', frozen_time: START });
    const customer = await payerOn(clock.id);
    const made = await subscribe(emulator.stripe, { customer, expand: ['test_clock', 'latest_invoice'] });
    expect(await emulator.stripe.customers.retrieve(customer)).toMatchObject({
      created: START,
      test_clock: clock.id,
    });
    expect(made).toMatchObject({ created: START, test_clock: { id: clock.id }, status: 'active' });
    expect(made.latest_invoice).toMatchObject({ created: START, test_clock: clock.id });
    // 31 January is followed by the last of February.
    expect(firstItem(made).current_period_end).toBe(Date.UTC(2030, 1, 28, 12) / 1000);
  });

  it('renews when its clock is advanced, and nobody else does', async () => {
    const clock = await newClock();
    const made = await subscribe(emulator.stripe, { customer: await payerOn(clock.id) });
    const other = await subscribe(emulator.stripe);
    const end = firstItem(made).current_period_end;
    const about = idOf(made.customer);
    const types = await typesDuring(emulator, about, () => advance(clock.id, end + 60));
    expect(types.slice(0, 3)).toEqual([
      'invoice.upcoming',
      'customer.subscription.updated',
      'invoice.created',
    ]);
    const after = await emulator.stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
    expect(firstItem(after).current_period_start).toBe(end);
    expect(after.latest_invoice).toMatchObject({ status: 'paid', created: end });
    expect(await emulator.stripe.subscriptions.retrieve(other.id)).toEqual(other);
  });

  it('stays where it is when the account moves', async () => {
    const clock = await newClock();
    const made = await subscribe(emulator.stripe, { customer: await payerOn(clock.id) });
    await emulator.control('POST', '/clock/advance', { seconds: 20 * DAY });
    expect(await emulator.stripe.subscriptions.retrieve(made.id)).toEqual(made);
    expect(await clocks().retrieve(clock.id)).toEqual(clock);
  });

  it('has its trial end, its payments fail and its attempts run out by that clock', async () => {
    const clock = await newClock();
    const customer = await payerOn(clock.id, 'pm_card_chargeCustomerFail');
    const made = await subscribe(emulator.stripe, { customer, trial_period_days: 7 });
    expect(made).toMatchObject({ status: 'trialing', trial_end: START + 7 * DAY });
    await advance(clock.id, START + 7 * DAY + 60);
    const late = await emulator.stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
    expect(late).toMatchObject({
      status: 'past_due',
      latest_invoice: { status: 'open', next_payment_attempt: START + 10 * DAY },
    });
    await advance(clock.id, START + 23 * DAY);
    expect(await emulator.stripe.subscriptions.retrieve(made.id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
  });

  it('has its schedule move to the next phase by that clock', async () => {
    const clock = await newClock();
    const made = await subscribe(emulator.stripe, { customer: await payerOn(clock.id) });
    const cheap = await makePrice(emulator.stripe, { unit_amount: 900, product_data: { name: 'Basic' } });
    const item = firstItem(made);
    const schedule = await emulator.stripe.subscriptionSchedules.create({ from_subscription: made.id });
    expect(schedule.test_clock).toBe(clock.id);
    const phase = { start_date: item.current_period_start, end_date: item.current_period_end };
    await emulator.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { ...phase, items: [{ price: item.price.id }] },
        { items: [{ price: cheap.id }], proration_behavior: 'none' },
      ],
    });
    await advance(clock.id, item.current_period_end + 60);
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(firstItem(after).price.id).toBe(cheap.id);
  });

  it('buys in Checkout at its own time', async () => {
    const clock = await newClock();
    const { id: customer } = await emulator.stripe.customers.create({ test_clock: clock.id });
    const session = await openCheckout(emulator.stripe, { customer });
    expect((await pay(session)).status).toBe(303);
    const { data } = await emulator.stripe.subscriptions.list({ customer });
    expect(data[0]).toMatchObject({ created: START, test_clock: clock.id });
  });

  it('reports usage within the bounds of that clock', async () => {
    const { stripe } = emulator;
    await stripe.billing.meters.create({
      display_name: 'Runs',
      event_name: 'runs',
      default_aggregation: { formula: 'sum' },
    });
    const clock = await newClock();
    const report = (customer: string, timestamp: number) =>
      stripe.billing.meterEvents.create({
        event_name: 'runs',
        payload: { stripe_customer_id: customer, value: '5' },
        timestamp,
      });
    const customer = await payerOn(clock.id);
    expect(await report(customer, START - DAY)).toMatchObject({ timestamp: START - DAY });
    await expect(report(customer, START + 301)).rejects.toMatchObject({ code: 'timestamp_in_future' });
  });

  it('is listed only where the clock or the customer is named', async () => {
    const { stripe } = emulator;
    const clock = await newClock();
    const made = await subscribe(stripe, { customer: await payerOn(clock.id) });
    const other = await subscribe(stripe);
    const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);
    expect(ids(await stripe.subscriptions.list({ status: 'all' }))).toEqual([other.id]);
    expect(ids(await stripe.subscriptions.list({ test_clock: clock.id }))).toEqual([made.id]);
    expect(ids(await stripe.subscriptions.list({ customer: idOf(made.customer) }))).toEqual([made.id]);
    expect(ids(await stripe.customers.list({ test_clock: clock.id }))).toEqual([made.customer]);
    expect(ids(await stripe.customers.list())).toEqual([other.customer]);
  });
});

describe('a test clock', () => {
  it('only moves forward, by at most two of the shortest interval', async () => {
    const clock = await newClock();
    const to = (frozen_time: number) => clocks().advance(clock.id, { frozen_time });
    await expect(to(START)).rejects.toMatchObject({ param: 'frozen_time' });
    await expect(to(Date.UTC(2032, 0, 31, 12) / 1000 + 1)).rejects.toMatchObject({ param: 'frozen_time' });
    const customer = await payerOn(clock.id);
    await subscribe(emulator.stripe, { customer });
    await expect(to(Date.UTC(2030, 2, 31, 12) / 1000 + 1)).rejects.toMatchObject({ param: 'frozen_time' });
    await advance(clock.id, Date.UTC(2030, 2, 31, 12) / 1000);
  });

  it('takes no changes while it is on its way, and goes on after a restart', async () => {
    const clock = await newClock();
    const customer = await payerOn(clock.id);
    const made = await subscribe(emulator.stripe, { customer });
    const end = firstItem(made).current_period_end;
    await clocks().advance(clock.id, { frozen_time: end + 60 });
    await expect(emulator.stripe.customers.update(customer, { name: 'Ada' })).rejects.toMatchObject({
      statusCode: 429,
    });
    await emulator.restart();
    expect(await ready(clock.id)).toMatchObject({ status: 'ready', frozen_time: end + 60 });
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(firstItem(after).current_period_start).toBe(end);
  });

  it('holds three customers with three subscriptions each', async () => {
    const clock = await newClock();
    const [customer = ''] = await Promise.all([payerOn(clock.id), payerOn(clock.id), payerOn(clock.id)]);
    await expect(payerOn(clock.id)).rejects.toMatchObject({ param: 'test_clock' });
    for (let count = 0; count < 3; count += 1) await subscribe(emulator.stripe, { customer });
    await expect(subscribe(emulator.stripe, { customer })).rejects.toMatchObject({ param: 'customer' });
  });

  it('takes its customers with it when it is deleted, and tells of all it does', async () => {
    const clock = await newClock();
    const made = await subscribe(emulator.stripe, { customer: await payerOn(clock.id) });
    await advance(clock.id, START + DAY);
    expect(await clocks().del(clock.id)).toEqual({
      id: clock.id,
      object: 'test_helpers.test_clock',
      deleted: true,
    });
    expect(await emulator.stripe.customers.retrieve(idOf(made.customer))).toMatchObject({ deleted: true });
    expect(await emulator.stripe.subscriptions.retrieve(made.id)).toMatchObject({
      status: 'canceled',
      ended_at: START + DAY,
    });
    await expect(clocks().retrieve(clock.id)).rejects.toMatchObject({ statusCode: 404 });
    const { data } = await emulator.stripe.events.list({ limit: 100, type: 'test_helpers.*' });
    expect(data.map(({ type }) => type).reverse()).toEqual([
      'test_helpers.test_clock.created',
      'test_helpers.test_clock.advancing',
      'test_helpers.test_clock.ready',
      'test_helpers.test_clock.deleted',
    ]);
  });

  it('that was left behind is deleted after thirty days', async () => {
    const clock = await newClock();
    await emulator.control('POST', '/clock/advance', { seconds: 31 * DAY });
    expect((await clocks().list()).data).toEqual([]);
    await expect(clocks().retrieve(clock.id)).rejects.toMatchObject({ statusCode: 404 });
  });
});
