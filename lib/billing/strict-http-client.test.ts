import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { strictHttpClient } from './strict-http-client';
import { isStripeDown } from './stripe';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function stripeAnswering(status: number, body: string): Promise<Stripe> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => server.close());
  return new Stripe('sk_test_1', {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    protocol: 'http',
    maxNetworkRetries: 0,
    httpClient: strictHttpClient(Stripe.createNodeHttpClient()),
  });
}

const failure = (stripe: Stripe) =>
  stripe.customers.retrieve('cus_1').then(
    () => null,
    (error: unknown) => error,
  );

describe('strictHttpClient', () => {
  it.each([
    ['an error status without the error envelope', 503, '{"message":"upstream down"}'],
    ['success with a body that is no object of Stripe', 200, '{"ok":true}'],
    ['success with a bare list', 200, '[]'],
    ['success with null', 200, 'null'],
    ['an error status around a whole object', 500, '{"object":"customer","id":"cus_1"}'],
    ['a page instead of JSON', 502, '<html>Bad gateway</html>'],
  ])('takes %s for Stripe being down', async (_case, status, body) => {
    const error = await failure(await stripeAnswering(status, body));
    expect(error).toBeInstanceOf(Stripe.errors.StripeError);
    expect(isStripeDown(error)).toBe(true);
  });

  it('passes on one of Stripe’s objects', async () => {
    const stripe = await stripeAnswering(200, '{"object":"customer","id":"cus_1"}');
    await expect(stripe.customers.retrieve('cus_1')).resolves.toMatchObject({ id: 'cus_1' });
  });

  it.each([
    ['a refused request', 404, '{"error":{"type":"invalid_request_error","message":"No such customer"}}'],
    ['a declined card', 402, '{"error":{"type":"card_error","code":"card_declined","message":"Declined"}}'],
    ['two requests at once under one key', 409, '{"error":{"type":"idempotency_error","message":"In use"}}'],
  ])('does not take %s for Stripe being down', async (_case, status, body) => {
    const error = await failure(await stripeAnswering(status, body));
    expect(error).toBeInstanceOf(Stripe.errors.StripeError);
    expect(isStripeDown(error)).toBe(false);
  });

  it.each([
    ['a key that Stripe does not take', 401],
    ['too many requests', 429],
    ['an error of its own', 500],
  ])('takes %s for Stripe being down', async (_case, status) => {
    const error = await failure(
      await stripeAnswering(status, '{"error":{"type":"api_error","message":"no"}}'),
    );
    expect(isStripeDown(error)).toBe(true);
  });
});
