import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';

let emulator: TestEmulator;
let customer: string;
let meter: string;
beforeAll(async () => {
  emulator = await startEmulator();
  customer = (await emulator.stripe.customers.create({})).id;
  meter = (await makeMeter('runs')).id;
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const now = () => Math.floor(Date.now() / 1000);

const makeMeter = (event_name: string, formula: 'sum' | 'count' | 'last' = 'sum') =>
  emulator.stripe.billing.meters.create({
    display_name: event_name,
    event_name,
    default_aggregation: { formula },
    customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    value_settings: { event_payload_key: 'value' },
  });

const report = (value: string, more: { identifier?: string; timestamp?: number; event_name?: string } = {}) =>
  emulator.stripe.billing.meterEvents.create({
    event_name: 'runs',
    payload: { stripe_customer_id: customer, value },
    ...more,
  });

async function used(id = meter) {
  const minute = Math.floor(now() / 60) * 60;
  const window = { customer, start_time: minute - 36 * 86_400, end_time: minute + 600 };
  const { data } = await emulator.stripe.billing.meters.listEventSummaries(id, window);
  return data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
}

describe('a meter', () => {
  it('has one active holder of an event name, and can be switched off and on', async () => {
    await makeMeter('twice');
    await expect(makeMeter('twice')).rejects.toMatchObject({ param: 'event_name' });
    const { id } = await makeMeter('switched');
    expect(await emulator.stripe.billing.meters.deactivate(id)).toMatchObject({ status: 'inactive' });
    await expect(report('1', { event_name: 'switched' })).rejects.toMatchObject({ code: 'archived_meter' });
    expect(await emulator.stripe.billing.meters.reactivate(id)).toMatchObject({ status: 'active' });
    await report('1', { event_name: 'switched' });
    expect(await used(id)).toBe(1);
  });

  it('counts, or keeps the last value, as it was told', async () => {
    const count = await makeMeter('counted', 'count');
    const last = await makeMeter('lasting', 'last');
    for (const value of ['7', '3']) {
      await report(value, { event_name: 'counted' });
      await report(value, { event_name: 'lasting', timestamp: now() - Number(value) });
    }
    expect([await used(count.id), await used(last.id)]).toEqual([2, 3]);
  });
});

describe('usage', () => {
  it('is added up, and an identifier counts once', async () => {
    const before = await used();
    await report('5', { identifier: 'once' });
    await expect(report('5', { identifier: 'once' })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
    await report('2');
    expect(await used()).toBe(before + 7);
  });

  it.each([
    ['36 days ago', -36 * 86_400, 'timestamp_too_far_in_past'],
    ['10 minutes ahead', 600, 'timestamp_in_future'],
  ])('from %s is refused', async (_name, offset, code) => {
    await expect(report('1', { timestamp: now() + offset })).rejects.toMatchObject({ code });
  });

  it('must be a whole number of a known customer and meter', async () => {
    await expect(report('1.5')).rejects.toMatchObject({ code: 'meter_event_invalid_value' });
    await expect(report('1', { event_name: 'nothing' })).rejects.toMatchObject({ code: 'no_meter' });
    const payload = { stripe_customer_id: 'cus_none', value: '1' };
    const stray = emulator.stripe.billing.meterEvents.create({ event_name: 'runs', payload });
    await expect(stray).rejects.toMatchObject({ code: 'meter_event_customer_not_found' });
  });

  it('can be taken back for a day, and its identifier stays taken', async () => {
    const before = await used();
    await report('9', { identifier: 'mistake' });
    const cancel = () =>
      emulator.stripe.billing.meterEventAdjustments.create({
        event_name: 'runs',
        type: 'cancel',
        cancel: { identifier: 'mistake' },
      });
    expect(await cancel()).toMatchObject({ status: 'complete' });
    expect(await used()).toBe(before);
    await expect(cancel()).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(report('9', { identifier: 'mistake' })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
  });
});

it('an identifier is remembered for 24 hours, and counts again afterwards', async () => {
  const advance = (hours: number) =>
    emulator.control('POST', '/clock/advance', { seconds: Math.round(hours * 3_600) });
  const { id } = await makeMeter('forgetful');
  const event = { event_name: 'forgetful', identifier: 'weekly' };
  await report('4', event);
  await advance(23.9);
  await expect(report('4', event)).rejects.toMatchObject({ code: 'resource_already_exists' });
  await advance(0.2);
  await report('4', event);
  const minute = Math.floor(now() / 60) * 60;
  const window = { customer, start_time: minute - 3_600, end_time: minute + 2 * 86_400 };
  const { data } = await emulator.stripe.billing.meters.listEventSummaries(id, window);
  expect(data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0)).toBe(8);
});

it('a metered price names its meter', async () => {
  const base = { currency: 'usd', unit_amount: 10, product_data: { name: 'Runs' } };
  const recurring = { interval: 'month', usage_type: 'metered' } as const;
  await expect(emulator.stripe.prices.create({ ...base, recurring })).rejects.toMatchObject({
    param: 'recurring[meter]',
  });
  const price = await emulator.stripe.prices.create({ ...base, recurring: { ...recurring, meter } });
  expect(price.recurring).toMatchObject({ usage_type: 'metered', meter });
});
