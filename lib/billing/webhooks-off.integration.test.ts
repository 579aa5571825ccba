import { afterAll, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { processWebhookEvents } from './process-webhook-events';
import { receiveWebhook } from './receive-webhook';
import { buy, effectivePlan, eventsAbout, makeOwner, webhookRequest } from './test-support';

afterAll(disconnect);

it('with FF_STRIPE_WEBHOOKS_ENABLED=false stores every event, processes none, and catches up afterwards', async () => {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  env().FF_STRIPE_WEBHOOKS_ENABLED = false;
  for (const event of await eventsAbout(customer)) {
    const request = webhookRequest(event);
    await receiveWebhook({
      rawBody: new Uint8Array(await request.arrayBuffer()),
      signature: request.headers.get('stripe-signature'),
    });
  }
  expect(await processWebhookEvents()).toEqual({ processed: 0, failed: 0 });
  expect(await effectivePlan(owner)).toBe('free');

  env().FF_STRIPE_WEBHOOKS_ENABLED = true;
  await processWebhookEvents();
  expect(await effectivePlan(owner)).toBe('pro');
});
