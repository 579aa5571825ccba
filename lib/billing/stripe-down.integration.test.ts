import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { finishCheckout } from './finish-checkout';
import { openPortal } from './open-portal';
import { processWebhookEvents } from './process-webhook-events';
import { receiveWebhook } from './receive-webhook';
import { startCheckout } from './start-checkout';
import { isStripeAvailable } from './stripe';
import { makeOwner, webhookRequest } from './test-support';

// Modules are this file's own, so the address may be another one here, and the circuit may open.
const emulator = env().STRIPE_API_URL;
let attempts = 0;
const dead = createServer((socket) => {
  attempts += 1;
  socket.destroy();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
  const address = dead.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  env().STRIPE_API_URL = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  env().STRIPE_API_URL = emulator;
  dead.close();
  await disconnect();
});

const unavailable = {
  status: 503,
  code: 'unavailable',
  extras: { dependency: 'payment service', retryAfterSeconds: expect.any(Number) },
};

describe('while Stripe is down', () => {
  it('says so to whoever wants to pay, changes nothing, and after three failures does not even try', async () => {
    const owner = await makeOwner();
    const pro = { planId: 'pro', interval: 'month' } as const;
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(isStripeAvailable()).toBe(true);
      await expect(startCheckout(owner, pro)).rejects.toMatchObject(unavailable);
    }
    expect(isStripeAvailable()).toBe(false);
    const before = attempts;
    expect(before).toBeGreaterThanOrEqual(3);
    await expect(startCheckout(owner, pro)).rejects.toMatchObject(unavailable);
    expect(attempts).toBe(before);
    const organization = await asService('test.organization', (tx) =>
      tx.organization.findUniqueOrThrow({ where: { id: owner.organizationId } }),
    );
    expect(organization.stripeCustomerId).toBeNull();
  });

  it('says so on the way back from Checkout and on the way to the portal', async () => {
    const owner = await makeOwner();
    await claim(owner.organizationId);
    await expect(finishCheckout(owner, 'cs_test_1')).rejects.toMatchObject(unavailable);
    await expect(openPortal(owner)).rejects.toMatchObject(unavailable);
  });

  it('goes on storing webhooks, and spends no attempt on them', async () => {
    const owner = await makeOwner();
    const customer = await claim(owner.organizationId);
    const request = webhookRequest({
      id: `evt_${crypto.randomUUID()}`,
      object: 'event',
      type: 'invoice.paid',
      created: 1,
      livemode: false,
      data: { object: { object: 'invoice', customer } },
    });
    await receiveWebhook({
      rawBody: new Uint8Array(await request.arrayBuffer()),
      signature: request.headers.get('stripe-signature'),
    });

    expect(await processWebhookEvents()).toEqual({ processed: 0, failed: 0 });

    const events = await asService('test.events', (tx) =>
      tx.webhookEvent.findMany({ where: { stripeCustomerId: customer } }),
    );
    expect(events).toMatchObject([{ status: 'received', attempts: 0, error: null }]);
    await asService('test.clean', (tx) =>
      tx.webhookEvent.deleteMany({ where: { stripeCustomerId: customer } }),
    );
  });
});

async function claim(organizationId: string): Promise<string> {
  const stripeCustomerId = `cus_${crypto.randomUUID()}`;
  await asService('test.claim', (tx) =>
    tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId } }),
  );
  return stripeCustomerId;
}
