import { afterAll, expect, it } from 'vitest';
import { webhookRequest } from '@/lib/billing/test-support';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { POST } from './route';

// Modules are this file's own, so the address may be another one here.
const database = env().DATABASE_URL;
afterAll(async () => {
  await disconnect();
  env().DATABASE_URL = database;
});

it('never answers 200 for an event that it could not store, so that Stripe sends it again', async () => {
  env().DATABASE_URL = 'postgresql://nobody:nothing@127.0.0.1:1/nowhere';
  const answer = await POST(
    webhookRequest({
      id: `evt_${crypto.randomUUID()}`,
      object: 'event',
      type: 'invoice.paid',
      created: 1,
      livemode: false,
      data: { object: { object: 'invoice', customer: 'cus_1' } },
    }),
  );
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(await answer.json()).toMatchObject({ error: 'unavailable', dependency: 'database' });
});
