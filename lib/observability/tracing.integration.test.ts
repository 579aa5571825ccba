import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET as listJobs } from '@/app/api/jobs/route';
import { syncCustomer } from '@/lib/billing';
import { buy, makeOwner } from '@/lib/billing/test-support';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { callCache } from '@/lib/resilience';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { startTracing, type Tracing } from './server';
import { traced } from './traced';

/** A collector of OTLP over HTTP that keeps what it gets. */
const received: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    if (request.url === '/v1/traces') received.push(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
let tracing: Tracing;

beforeAll(async () => {
  await new Promise<void>((ready) => collector.listen(0, '127.0.0.1', ready));
  env().OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`;
  tracing = await startTracing('foothold-web');
});
afterAll(async () => {
  env().OTEL_EXPORTER_OTLP_ENDPOINT = undefined;
  collector.closeAllConnections();
  collector.close();
  await disconnect();
});

it('a collector gets the request with all that it did, for whom, and no secret', async () => {
  const person = await makePerson();
  const token = accessTokenIn(await sessionCookiesOf(person));
  const response = await listJobs(
    new Request(`${env().APP_URL}/api/jobs`, { headers: { authorization: `Bearer ${token}` } }),
  );
  expect(response.status).toBe(200);
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  await traced(
    `GET /auth/confirm?token_hash=abc123`,
    { 'http.target': '/auth/confirm?token_hash=abc123' },
    () => callCache((redis) => redis.ping()),
  );
  await expect(traced('failing', {}, () => Promise.reject(new TypeError('quotes abc123')))).rejects.toThrow();
  await tracing.stop();

  const spans = received.flatMap(spansIn);
  const request = spans.find(({ name }) => name === 'GET /api/jobs');
  const within = spans.filter(({ traceId, name }) => traceId === request?.traceId && name !== request?.name);
  expect(request?.attributes).toMatchObject({
    'http.route': '/api/jobs',
    'user.id': person.userId,
    'user.plan': 'free',
  });
  expect(within.map(({ name }) => name)).toEqual(expect.arrayContaining(['db.transaction']));
  // Once it is known for whom, everything says so.
  const listed = within.find(({ attributes }) => attributes['db.operation.name'] === 'tenant');
  expect(listed?.attributes).toMatchObject({ 'user.id': person.userId, 'user.plan': 'free' });

  const ofCustomer = spans.filter(({ attributes }) => attributes['stripe.customer_id'] === customer);
  const names = ofCustomer.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['billing.customer', 'db.transaction', 'call payment service']),
  );
  expect(spans.map(({ name }) => name)).toContain('call cache');
  expect(spans.find(({ name }) => name === 'failing')?.attributes).toEqual({ 'error.type': 'TypeError' });

  const sent = received.join('');
  expect(sent).toContain('foothold-web');
  for (const secret of [token, 'abc123', person.email]) expect(sent).not.toContain(secret);
});

describe('without an endpoint', () => {
  it('nothing is traced', async () => {
    env().OTEL_EXPORTER_OTLP_ENDPOINT = undefined;
    received.length = 0;
    const { stop } = await startTracing('foothold-web');
    await traced('nothing', {}, async () =>
      expect(trace.getActiveSpan()?.isRecording() ?? false).toBe(false),
    );
    await stop();
    expect(received).toEqual([]);
  });
});

const attributeSchema = z.object({
  key: z.string(),
  value: z.record(z.string(), z.unknown()).transform((value) => Object.values(value)[0]),
});
const batchSchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              name: z.string(),
              attributes: z
                .array(attributeSchema)
                .transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value]))),
            }),
          ),
        }),
      ),
    }),
  ),
});

function spansIn(batch: string) {
  const { resourceSpans } = batchSchema.parse(JSON.parse(batch));
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
