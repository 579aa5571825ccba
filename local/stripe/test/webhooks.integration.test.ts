import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, startReceiver, type TestEmulator } from './emulator';
import { openCheckout, pay } from './shop';

const secret = 'whsec_test';
let emulator: TestEmulator;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (count: number) => number;

beforeEach(async () => {
  answer = () => 200;
  receiver = await startReceiver((count) => answer(count));
  emulator = await startEmulator({ webhook: { url: receiver.url, secret }, retryBaseMs: 20 });
});
afterEach(async () => {
  expect(emulator.service.breaches).toEqual([]);
  await emulator.close();
  await receiver.close();
});

const idle = () => emulator.control('GET', '/idle?timeout_ms=20000');

describe('delivery', () => {
  it('sends every event once, signed, as the SDK verifies it', async () => {
    await pay(await openCheckout(emulator.stripe));
    expect(await idle()).toEqual({ idle: true, pending: 0 });
    const { data } = await emulator.stripe.events.list({ limit: 100 });
    expect(receiver.types().sort()).toEqual(data.map(({ type }) => type).sort());
    for (const { body, signature } of receiver.received) {
      const event = Stripe.webhooks.constructEvent(body, signature, secret);
      expect(event).toMatchObject({ object: 'event', api_version: '2026-10-28.endive', pending_webhooks: 1 });
    }
    expect(data.every((event) => event.pending_webhooks === 0)).toBe(true);
  });

  it('tells which request made the event', async () => {
    await emulator.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'mine' });
    await idle();
    const event = JSON.parse(receiver.received[0]?.body ?? '{}');
    expect(event).toMatchObject({ request: { id: expect.stringMatching(/^req_/), idempotency_key: 'mine' } });
  });

  it('tries again after a failure, and a redirect is one', async () => {
    answer = (count) => [500, 302, 200][count - 1] ?? 200;
    const customer = await emulator.stripe.customers.create();
    expect(await idle()).toMatchObject({ idle: true });
    expect(receiver.types()).toEqual(['customer.created', 'customer.created', 'customer.created']);
    expect(receiver.received.every(({ body }) => body.includes(customer.id))).toBe(true);
    expect(await emulator.control('GET', '/deliveries')).toMatchObject({
      deliveries: [{ status: 'delivered', attempts: 3, lastStatus: 200 }],
    });
  });

  it('gives up after ten tries, and the list of undelivered events shows it', async () => {
    answer = () => 500;
    await emulator.restart({ retryBaseMs: 1 });
    await emulator.stripe.customers.create();
    await idle();
    expect(receiver.received).toHaveLength(10);
    const failed = await emulator.stripe.events.list({ delivery_success: false });
    expect(failed.data.map(({ type }) => type)).toEqual(['customer.created']);
    expect((await emulator.stripe.events.list({ delivery_success: true })).data).toEqual([]);
  });

  it('goes on after a restart', async () => {
    await emulator.control('POST', '/deliveries/hold');
    await emulator.stripe.customers.create();
    await emulator.restart();
    expect(receiver.received).toEqual([]);
    await emulator.control('POST', '/deliveries/release');
    await idle();
    expect(receiver.types()).toEqual(['customer.created']);
  });

  it('never makes the API wait', async () => {
    await emulator.restart({ webhook: { url: 'http://127.0.0.1:9/nobody', secret } });
    await emulator.stripe.customers.create();
    expect((await emulator.stripe.customers.list()).data).toHaveLength(1);
  });
});

describe('delivery on purpose otherwise', () => {
  it('holds and releases', async () => {
    await emulator.control('POST', '/deliveries/hold');
    await emulator.stripe.customers.create();
    expect(await idle()).toEqual({ idle: false, pending: 1 });
    expect(receiver.received).toEqual([]);
    await emulator.control('POST', '/deliveries/release');
    expect(await idle()).toEqual({ idle: true, pending: 0 });
    expect(receiver.received).toHaveLength(1);
  });

  it('duplicates', async () => {
    await emulator.control('POST', '/deliveries/modes', { duplicate: 2 });
    await emulator.stripe.customers.create();
    await idle();
    expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
  });

  it('shuffles', async () => {
    await emulator.control('POST', '/deliveries/modes', { held: true, shuffle: true, seed: 7 });
    for (let count = 0; count < 30; count += 1)
      await emulator.stripe.customers.create({ name: String(count) });
    await emulator.control('POST', '/deliveries/release');
    await idle();
    const names = receiver.received.map(({ body }) => Number(JSON.parse(body).data.object.name));
    expect(names.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    // Eight go out at a time, so that neighbours may swap anyhow; shuffled, early ones come late.
    expect(Math.max(...names.slice(0, 8))).toBeGreaterThan(15);
  });

  it('drops', async () => {
    await emulator.control('POST', '/deliveries/modes', { drop: 1 });
    await emulator.stripe.customers.create();
    await idle();
    expect(receiver.received).toEqual([]);
    await emulator.control('DELETE', '/deliveries/modes');
    const { data } = await emulator.stripe.events.list({ delivery_success: false });
    expect(data).toHaveLength(1);
  });

  it('delivers an event again as often as asked', async () => {
    await emulator.stripe.customers.create();
    await idle();
    const id = (await emulator.stripe.events.list()).data[0]?.id ?? '';
    await emulator.control('POST', `/events/${id}/deliver`, { times: 3 });
    await idle();
    expect(receiver.received).toHaveLength(4);
  });
});

describe('webhook endpoints', () => {
  it('get the events they want, signed with the secret shown once', async () => {
    const { stripe } = emulator;
    const own = await startReceiver();
    const endpoint = await stripe.webhookEndpoints.create({
      url: own.url,
      enabled_events: ['product.created'],
      api_version: '2026-10-28.endive',
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect(await stripe.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty('secret');
    await stripe.customers.create();
    await stripe.products.create({ name: 'Basic' });
    await idle();
    expect(own.types()).toEqual(['product.created']);
    const [first] = own.received;
    expect(
      Stripe.webhooks.constructEvent(first?.body ?? '', first?.signature ?? '', endpoint.secret ?? '').type,
    ).toBe('product.created');
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await stripe.products.create({ name: 'Team' });
    await stripe.webhookEndpoints.del(endpoint.id);
    await idle();
    expect(own.received).toHaveLength(1);
    expect((await stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual(['we_local']);
    await own.close();
  });

  it('refuse a version that is not spoken here', async () => {
    const params = { url: receiver.url, enabled_events: ['*' as const], api_version: '2020-08-27' as const };
    await expect(emulator.stripe.webhookEndpoints.create(params)).rejects.toThrow('only API version');
  });
});
