import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { listJobs } from '@/lib/jobs';
import { ensureCustomer } from './ensure-customer';
import { processWebhookEvents } from './process-webhook-events';
import { reconcile } from './reconcile';
import { refreshBilling } from './refresh-billing';
import { startCheckout } from './start-checkout';
import { deliver, makeOwner } from './test-support';

// Modules are this file's own, so the address may be another one here: a Stripe that answers when it is let.
const emulator = env().STRIPE_API_URL;
let isOpen = true;
let waiting: (() => void)[] = [];
const slow = createServer(async (request, response) => {
  const body = await bodyOf(request);
  if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
  const answer = await fetch(`${emulator}${request.url}`, {
    method: request.method ?? 'GET',
    headers: forwarded(request),
    ...(body.length > 0 ? { body } : {}),
  });
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(await answer.text());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const address = slow.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  env().STRIPE_API_URL = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  env().STRIPE_API_URL = emulator;
  slow.close();
  await disconnect();
});

describe('while Stripe is slow', () => {
  it('holds up only what pays: others list their jobs, and another organization comes through to Stripe', async () => {
    const pro = { planId: 'pro', interval: 'month' } as const;
    const [buyer, other, reader] = [await makeOwner(), await makeOwner(), await makeOwner()];
    for (const owner of [buyer, other]) await ensureCustomer(owner.organizationId);

    isOpen = false;
    const checkouts = Array.from({ length: 14 }, () => startCheckout(buyer, pro));
    const settled = Promise.allSettled(checkouts);
    await expect.poll(() => waiting.length).toBe(1);
    for (let i = 0; i < 20; i++) await expect(listJobs(reader, {})).resolves.toMatchObject({ jobs: [] });
    const another = startCheckout(other, pro);
    await expect.poll(() => waiting.length).toBe(2);
    open();

    await expect(another).resolves.toMatchObject({ url: expect.any(String) });
    for (const result of await settled) expect(result).toMatchObject({ status: 'fulfilled' });
  });

  it('syncs after webhooks, compares and takes orders at the same time', async () => {
    const owners = [
      await makeOwner(),
      await makeOwner(),
      await makeOwner(),
      await makeOwner(),
      await makeOwner(),
    ];
    const customers = [];
    for (const owner of owners) customers.push(await ensureCustomer(owner.organizationId));
    const [compared = '', ...told] = customers.slice(1);
    await asService('test.settled', (tx) =>
      tx.webhookEvent.updateMany({
        where: { status: { in: ['received', 'failed'] } },
        data: { status: 'processed' },
      }),
    );
    for (const customer of told) await deliver(eventAbout(customer));

    isOpen = false;
    const lanes = processWebhookEvents();
    await expect.poll(() => waiting.length).toBe(told.length);
    const comparison = reconcile({ trigger: 'request', customers: [compared] });
    await expect.poll(() => waiting.length).toBe(told.length + 1);
    const order = startCheckout(owners[0] ?? (await makeOwner()), { planId: 'pro', interval: 'month' });
    await expect.poll(() => waiting.length).toBe(told.length + 2);
    open();

    await expect(order).resolves.toMatchObject({ url: expect.any(String) });
    await expect(comparison).resolves.toMatchObject({ customers: 1, unchecked: [], interrupted: null });
    await expect(lanes).resolves.toEqual({ processed: told.length, failed: 0 });
  });

  it('does not keep the way back from the portal waiting for it', async () => {
    const owner = await makeOwner();
    await ensureCustomer(owner.organizationId);
    isOpen = false;
    await refreshBilling(owner);
    expect(waiting).toHaveLength(1);
    open();
    // In turn after the one that was left behind.
    await expect(refreshBilling(owner)).resolves.toBeUndefined();
  });
});

function eventAbout(customer: string): object {
  return {
    id: `evt_${crypto.randomUUID()}`,
    object: 'event',
    type: 'customer.updated',
    created: 1,
    livemode: false,
    data: { object: { id: customer, object: 'customer' } },
  };
}

function open(): void {
  isOpen = true;
  for (const release of waiting) release();
  waiting = [];
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forwarded({ headers }: IncomingMessage): Headers {
  const kept = new Headers();
  for (const name of ['authorization', 'content-type', 'idempotency-key', 'stripe-version']) {
    const value = headers[name];
    if (typeof value === 'string') kept.set(name, value);
  }
  return kept;
}
