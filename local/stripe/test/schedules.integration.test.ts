import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { firstItem, idOf, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
let cheap: string;
let yearly: string;
beforeAll(async () => {
  emulator = await startEmulator();
  cheap = (await makePrice(emulator.stripe, { unit_amount: 900 })).id;
  yearly = (await makePrice(emulator.stripe, { unit_amount: 8_640, recurring: { interval: 'year' } })).id;
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });
const schedules = () => emulator.stripe.subscriptionSchedules;

/** A subscription that changes to another price when its period ends. */
async function downgrade(price: string) {
  const made = await subscribe(emulator.stripe);
  const { id } = await schedules().create({ from_subscription: made.id });
  const { price: current, current_period_start, current_period_end } = firstItem(made);
  const schedule = await schedules().update(id, {
    end_behavior: 'release',
    phases: [
      {
        items: [{ price: current.id, quantity: 1 }],
        start_date: current_period_start,
        end_date: current_period_end,
      },
      { items: [{ price, quantity: 1 }], proration_behavior: 'none' },
    ],
  });
  return { made, schedule };
}

const latest = async (id: string) =>
  emulator.stripe.invoices.retrieve(idOf((await emulator.stripe.subscriptions.retrieve(id)).latest_invoice));

it('a schedule starts with the phase that the subscription is in', async () => {
  const made = await subscribe(emulator.stripe);
  const schedule = await schedules().create({ from_subscription: made.id });
  const { current_period_start: start_date, current_period_end: end_date, price } = firstItem(made);
  expect(schedule).toMatchObject({
    status: 'active',
    current_phase: { start_date, end_date },
    phases: [{ items: [{ price: price.id, quantity: 1 }] }],
  });
  expect((await emulator.stripe.subscriptions.retrieve(made.id)).schedule).toBe(schedule.id);
  await expect(schedules().create({ from_subscription: made.id })).rejects.toMatchObject({ statusCode: 400 });
  const direct = emulator.stripe.subscriptions.update(made.id, { cancel_at_period_end: true });
  await expect(direct).rejects.toMatchObject({ statusCode: 400 });
});

it('a downgrade takes effect at period end, is billed by the renewal, and is released after its phase', async () => {
  const { made, schedule } = await downgrade(cheap);
  expect(firstItem(await emulator.stripe.subscriptions.retrieve(made.id)).price.id).toBe(
    firstItem(made).price.id,
  );
  const types = await typesDuring(emulator, made.id, () => advance(32 * DAY));
  expect(types).toContain('subscription_schedule.updated');
  expect(firstItem(await emulator.stripe.subscriptions.retrieve(made.id)).price.id).toBe(cheap);
  expect(await latest(made.id)).toMatchObject({
    status: 'paid',
    total: 900,
    billing_reason: 'subscription_cycle',
  });
  expect(await typesDuring(emulator, made.id, () => advance(31 * DAY))).toContain(
    'subscription_schedule.released',
  );
  expect(await schedules().retrieve(schedule.id)).toMatchObject({ status: 'released', subscription: null });
  expect(await emulator.stripe.subscriptions.retrieve(made.id)).toMatchObject({
    status: 'active',
    schedule: null,
  });
});

it('a change of interval at period end is billed once, in full', async () => {
  const { made } = await downgrade(yearly);
  await advance(32 * DAY);
  const { data } = await emulator.stripe.invoices.list({ subscription: made.id });
  expect(data.map(({ total }: Stripe.Invoice) => total)).toEqual([8_640, 2900]);
  const item = firstItem(await emulator.stripe.subscriptions.retrieve(made.id));
  expect(item.current_period_start).toBe(firstItem(made).current_period_end);
  expect(item.current_period_end - item.current_period_start).toBeGreaterThan(364 * DAY);
});

it('a released schedule changes nothing any more', async () => {
  const { made, schedule } = await downgrade(cheap);
  expect(await schedules().release(schedule.id)).toMatchObject({
    status: 'released',
    released_subscription: made.id,
  });
  await advance(32 * DAY);
  expect((await latest(made.id)).total).toBe(2900);
  await expect(schedules().release(schedule.id)).rejects.toMatchObject({ statusCode: 400 });
});

it('a canceled schedule cancels its subscription, and the other way round', async () => {
  const first = await downgrade(cheap);
  expect((await schedules().cancel(first.schedule.id, { prorate: false })).status).toBe('canceled');
  expect((await emulator.stripe.subscriptions.retrieve(first.made.id)).status).toBe('canceled');
  const second = await downgrade(cheap);
  await emulator.stripe.subscriptions.cancel(second.made.id);
  expect((await schedules().retrieve(second.schedule.id)).status).toBe('canceled');
});

it('phases must follow on each other and include the one that runs', async () => {
  const { schedule } = await downgrade(cheap);
  const items = [{ price: cheap }];
  const late = schedules().update(schedule.id, { phases: [{ items, start_date: schedule.created + DAY }] });
  await expect(late).rejects.toMatchObject({ param: 'phases[0][start_date]' });
});

it('the prices of its phases can be had whole', async () => {
  const { schedule } = await downgrade(cheap);
  const whole = await schedules().retrieve(schedule.id, { expand: ['phases.items.price'] });
  expect(whole.phases[1]?.items[0]?.price).toMatchObject({ id: cheap, unit_amount: 900 });
});

it('the preview of the next invoice is that of the phase that begins with it', async () => {
  const { made } = await downgrade(cheap);
  const preview = await emulator.stripe.invoices.createPreview({ subscription: made.id });
  expect(preview.amount_due).toBe(900);
});
