import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStripe } from '../index';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

/** A request that the SDK would not send. */
async function call(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(emulator.service.url + path, {
    method,
    ...(body !== undefined && { body }),
    headers: {
      authorization: 'Bearer sk_test_local',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  });
  const answer: unknown = await response.json();
  return { status: response.status, headers: response.headers, answer };
}

describe('authentication', () => {
  it('takes the key as bearer token and as basic user name', async () => {
    expect((await call('GET', '/v1/customers')).status).toBe(200);
    const basic = `Basic ${Buffer.from('sk_test_local:').toString('base64')}`;
    expect((await call('GET', '/v1/customers', undefined, { authorization: basic })).status).toBe(200);
  });

  it.each(['', 'Bearer sk_test_wrong', 'Bearer ', 'Digest x'])(
    'answers 401 to "%s"',
    async (authorization) => {
      const { status, answer } = await call('POST', '/v1/customers', 'email=a', { authorization });
      expect(status).toBe(401);
      expect(answer).toMatchObject({ error: { type: 'invalid_request_error' } });
    },
  );
});

describe('errors', () => {
  it('carry a request id and the version', async () => {
    const { headers } = await call('GET', '/v1/customers/cus_none');
    expect(headers.get('request-id')).toMatch(/^req_\w+$/);
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
  });

  it.each([
    ['GET', '/v1/customers/cus_none', undefined, 404, 'resource_missing', 'id'],
    ['POST', '/v1/customers', 'colour=red', 400, 'parameter_unknown', 'colour'],
    ['POST', '/v1/customers', 'address[planet]=x', 400, 'parameter_unknown', 'address[planet]'],
    ['POST', '/v1/products', '', 400, 'parameter_missing', 'name'],
    ['POST', '/v1/products', 'name=', 400, 'parameter_invalid_empty', 'name'],
    [
      'POST',
      '/v1/prices',
      'currency=usd&unit_amount=9.5&product=x',
      400,
      'parameter_invalid_integer',
      'unit_amount',
    ],
    ['POST', '/v1/prices', 'currency=usd&unit_amount=9&product=none', 400, 'resource_missing', 'product'],
    [
      'POST',
      '/v1/checkout/sessions',
      'mode=subscription&success_url=http://x',
      400,
      'parameter_missing',
      'line_items',
    ],
    ['GET', '/v1/customers?limit=0', undefined, 400, undefined, 'limit'],
    ['GET', '/v1/customers?limit=101', undefined, 400, undefined, 'limit'],
    ['GET', '/v1/customers?starting_after=cus_none', undefined, 400, 'resource_missing', 'starting_after'],
    ['POST', '/v1/customers', `metadata[${'k'.repeat(41)}]=v`, 400, undefined, undefined],
    ['POST', '/v1/customers', `metadata[k]=${'v'.repeat(501)}`, 400, undefined, 'metadata[k]'],
  ])('%s %s %s', async (method, path, body, status, code, param) => {
    const found = await call(method, path, body);
    expect(found.status).toBe(status);
    expect(found.answer).toMatchObject({
      error: { type: 'invalid_request_error', ...(code && { code }), ...(param && { param }) },
    });
  });

  it('answer 501 to what is not emulated, in the same envelope', async () => {
    const { status, answer } = await call('POST', '/v1/terminal/readers', '');
    expect(status).toBe(501);
    expect(answer).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect((await call('POST', '/v2/core/accounts', '{}')).status).toBe(501);
  });

  it('refuse another API version and a body of more than 1 MB', async () => {
    expect((await call('GET', '/v1/customers', undefined, { 'stripe-version': '2020-08-27' })).status).toBe(
      400,
    );
    expect((await call('POST', '/v1/customers', `description=${'x'.repeat(1_100_000)}`)).status).toBe(413);
  });

  it('are thrown by the SDK as its own kinds', async () => {
    await expect(emulator.stripe.customers.retrieve('cus_none')).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'resource_missing',
      statusCode: 404,
    });
  });
});

describe('idempotency keys', () => {
  it('replay the first answer and do nothing more', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await call('POST', '/v1/customers', 'email=once@example.com', headers);
    const second = await call('POST', '/v1/customers', 'email=once@example.com', headers);
    expect(second.answer).toEqual(first.answer);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const { data } = await emulator.stripe.customers.list({ email: 'once@example.com' });
    expect(data).toHaveLength(1);
  });

  it('refuse other parameters', async () => {
    const options = { idempotencyKey: 'other' };
    await emulator.stripe.customers.create({ email: 'a@example.com' }, options);
    await expect(emulator.stripe.customers.create({ email: 'b@example.com' }, options)).rejects.toMatchObject(
      {
        type: 'StripeIdempotencyError',
        statusCode: 400,
      },
    );
  });

  it('keep refusals of the route, and forget those of its parameters', async () => {
    const headers = { 'idempotency-key': 'refused' };
    const first = await call('POST', '/v1/prices', 'currency=usd&unit_amount=1&product=later', headers);
    await emulator.stripe.products.create({ id: 'later', name: 'Later' });
    const second = await call('POST', '/v1/prices', 'currency=usd&unit_amount=1&product=later', headers);
    expect([first.status, second.status]).toEqual([400, 400]);
    const free = { 'idempotency-key': 'mistyped' };
    expect((await call('POST', '/v1/products', 'nam=x', free)).status).toBe(400);
    expect((await call('POST', '/v1/products', 'name=x', free)).status).toBe(200);
  });

  it('answer 409 while the first request is under way', async () => {
    await emulator.control('POST', '/faults', {
      path: '/v1/customers',
      method: 'POST',
      effect: 'none',
      delay_ms: 500,
    });
    const headers = { 'idempotency-key': 'slow' };
    const answers = await Promise.all([
      call('POST', '/v1/customers', 'email=slow@example.com', headers),
      call('POST', '/v1/customers', 'email=slow@example.com', headers),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('replay also an answer of 500, as Stripe does, and nothing happens under that key any more', async () => {
    await emulator.control('POST', '/faults', { path: '/v1/customers', effect: 'kept' });
    const headers = { 'idempotency-key': 'kept' };
    for (let time = 0; time < 2; time++) {
      expect((await call('POST', '/v1/customers', 'email=kept@example.com', headers)).status).toBe(500);
    }
    expect((await emulator.stripe.customers.list({ email: 'kept@example.com' })).data).toEqual([]);
  });

  it('survive a lost answer: the retry gets what was done', async () => {
    await emulator.control('POST', '/faults', { path: '/v1/customers', effect: 'after', status: 500 });
    const options = { idempotencyKey: 'lost', maxNetworkRetries: 2 };
    const customer = await emulator.stripe.customers.create({ email: 'lost@example.com' }, options);
    const { data } = await emulator.stripe.customers.list({ email: 'lost@example.com' });
    expect(data.map(({ id }) => id)).toEqual([customer.id]);
  });
});

describe('lists', () => {
  it('page forwards and backwards, newest first', async () => {
    const { stripe } = emulator;
    const made = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) made.push((await stripe.products.create({ name })).id);
    const newest = made.toReversed();
    const first = await stripe.products.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(newest.slice(0, 2));
    expect(first).toMatchObject({ has_more: true, url: '/v1/products' });
    const next = await stripe.products.list({ limit: 2, starting_after: newest[1] ?? '' });
    expect(next.data.map(({ id }) => id)).toEqual(newest.slice(2, 4));
    const back = await stripe.products.list({ limit: 2, ending_before: newest[3] ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(newest.slice(1, 3));
    const all = await stripe.products.list({ limit: 2, ids: made }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(newest);
  });

  it('filter by creation and refuse both cursors', async () => {
    const { stripe } = emulator;
    const { created, id } = await stripe.customers.create({ email: 'when@example.com' });
    expect(
      (await stripe.customers.list({ email: 'when@example.com', created: { gte: created } })).data,
    ).toHaveLength(1);
    expect(
      (await stripe.customers.list({ email: 'when@example.com', created: { gt: created } })).data,
    ).toEqual([]);
    await expect(stripe.customers.list({ starting_after: id, ending_before: id })).rejects.toThrow('both');
  });
});

describe('expand', () => {
  it('goes through lists and objects', async () => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe);
    await pay(session);
    const { data } = await stripe.subscriptions.list({
      customer: String(session.customer),
      expand: ['data.latest_invoice.payments.data', 'data.customer', 'data.items.data.price'].map((path) =>
        path.replace(/\.data$/, ''),
      ),
    });
    expect(data[0]).toMatchObject({
      customer: { email: 'ada@example.com' },
      latest_invoice: { payments: { data: [{ status: 'paid' }] } },
    });
    const one = await stripe.subscriptions.retrieve(data[0]?.id ?? '', {
      expand: ['items.data.price.product'],
    });
    expect(one.items.data[0]?.price.product).toMatchObject({ name: 'Pro' });
  });

  it.each(['colour', 'email', 'a.b.c.d.e', 'metadata'])('refuses %s', async (path) => {
    const customer = await emulator.stripe.customers.create();
    await expect(emulator.stripe.customers.retrieve(customer.id, { expand: [path] })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('shows a deleted customer as such', async () => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe);
    await stripe.customers.del(String(session.customer));
    const { customer } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
    expect(customer).toEqual({ id: session.customer, object: 'customer', deleted: true });
  });
});

describe('faults', () => {
  it('fail the next request that fits, and only that', async () => {
    await emulator.control('POST', '/faults', {
      method: 'GET',
      path: '/v1/customers/*',
      status: 503,
      times: 1,
    });
    const customer = await emulator.stripe.customers.create();
    await expect(emulator.stripe.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 503 });
    expect((await emulator.stripe.customers.retrieve(customer.id)).id).toBe(customer.id);
  });

  it('let requests through first, and say whether to ask again', async () => {
    await emulator.control('POST', '/faults', { path: '/v1/customers', skip: 1, should_retry: false });
    const headers = async () => (await call('GET', '/v1/customers')).headers.get('stripe-should-retry');
    expect([await headers(), await headers(), await headers()]).toEqual([null, 'false', null]);
  });
});

describe('the account', () => {
  it('survives a restart, keys included', async () => {
    const price = await makePrice(emulator.stripe, { lookup_key: 'survivor' });
    const options = { idempotencyKey: 'before restart' };
    const customer = await emulator.stripe.customers.create({ name: 'Ada' }, options);
    await emulator.restart();
    const { data } = await emulator.stripe.prices.list({ lookup_keys: ['survivor'] });
    expect(data[0]?.id).toBe(price.id);
    expect((await emulator.stripe.customers.create({ name: 'Ada' }, options)).id).toBe(customer.id);
  });

  it('is empty after a reset', async () => {
    await emulator.control('POST', '/reset');
    expect((await emulator.stripe.customers.list()).data).toEqual([]);
    expect((await emulator.stripe.events.list()).data).toEqual([]);
  });

  it('keeps its catalogue through a reset and begins in the past, when told to', async () => {
    const price = await makePrice(emulator.stripe, { lookup_key: 'kept' });
    await emulator.stripe.customers.create();
    await emulator.control('POST', '/reset', { keep_catalogue: true, now: 1_700_000_000 });
    expect((await emulator.stripe.prices.list()).data.map(({ id }) => id)).toContain(price.id);
    expect((await emulator.stripe.customers.list()).data).toEqual([]);
    const { created } = await emulator.stripe.customers.create();
    expect(created - 1_700_000_000).toBeLessThan(60);
    expect(created).toBeGreaterThanOrEqual(1_700_000_000);
    await emulator.control('POST', '/reset');
  });

  it('is not for web pages to steer', async () => {
    const url = `${emulator.service.url}/_control/reset`;
    const response = await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  });
});

it('says in a sentence that a port is taken', async () => {
  const port = Number(new URL(emulator.service.url).port);
  const second = startStripe({ port, dataDir: `${emulator.dataDir}/second`, secretKey: 'sk_test_local' });
  await expect(second).rejects.toThrow(
    `Port ${port} is already taken by another program; The Stripe emulator needs it.`,
  );
});
