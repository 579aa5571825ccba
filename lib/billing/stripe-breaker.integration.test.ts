import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { listJobs } from '@/lib/jobs';
import { circuitBreakerState } from '@/lib/observability';
import { currentSubscription } from './current-subscription';
import { openPortal } from './open-portal';
import { processWebhookEvents } from './process-webhook-events';
import { reconcile } from './reconcile';
import { refreshBilling } from './refresh-billing';
import { callStripe, isStripeAvailable } from './stripe';
import { syncCustomer } from './sync-customer';
import { buy, clearFaults, deliver, effectivePlan, eventsAbout, makeOwner, orderFault } from './test-support';

// Modules are this file's own, so its circuit may open.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(async () => {
  await clearFaults();
  pass(31_000);
  await callStripe((stripe) => stripe.products.list({ limit: 1 })).catch(() => {});
  vi.useRealTimers();
});
afterAll(disconnect);

/** Lets time pass for the circuit. */
function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

const everythingFails = async () => {
  for (const method of ['GET', 'POST'] as const) {
    for (const path of ['/v1/*', '/v1/*/*', '/v1/*/*/*']) {
      await orderFault({ method, path, status: 503, type: 'api_error', message: 'Down.', times: 1_000 });
    }
  }
};

const stateTold = async () =>
  (await circuitBreakerState.get()).values.find(({ labels }) => labels.dependency === 'payment service')
    ?.value;

const callOnce = () => callStripe((stripe) => stripe.products.list({ limit: 1 }));

const open = async () => {
  await everythingFails();
  for (let i = 0; i < 3; i++) await expect(callOnce()).rejects.toMatchObject({ status: 503 });
  expect(isStripeAvailable()).toBe(false);
};

describe('the circuit around Stripe', () => {
  it('opens after three failures, says so, and closes again when a single try works', async () => {
    expect(await stateTold()).toBe(0);
    await open();
    expect(await stateTold()).toBe(2);
    await clearFaults();
    // Stripe is back, but nobody asks before the pause is over.
    await expect(callOnce()).rejects.toMatchObject({
      status: 503,
      code: 'unavailable',
      extras: { dependency: 'payment service', retryAfterSeconds: expect.any(Number) },
    });
    pass(29_000);
    await expect(callOnce()).rejects.toMatchObject({ status: 503 });
    pass(2_000);
    expect(isStripeAvailable()).toBe(true);
    await expect(callOnce()).resolves.toMatchObject({ object: 'list' });
    expect(await stateTold()).toBe(0);
  });

  it('stays open for another while when the single try fails', async () => {
    await open();
    pass(31_000);
    await expect(callOnce()).rejects.toMatchObject({ status: 503 });
    expect(isStripeAvailable()).toBe(false);
    expect(await stateTold()).toBe(2);
  });

  it('does not open for requests that Stripe refuses', async () => {
    for (let i = 0; i < 5; i++)
      await expect(callStripe((stripe) => stripe.customers.retrieve('cus_nobody'))).rejects.toMatchObject({
        code: 'resource_missing',
      });
    expect(isStripeAvailable()).toBe(true);
  });

  it('stops nothing that needs no Stripe while it is open: jobs, plans, the billing page, webhooks', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const [event] = (await eventsAbout(customer)).filter(({ type }) => type === 'invoice.paid');
    if (!event) throw new Error('Stripe told of no payment');
    await open();

    expect(await effectivePlan(owner)).toBe('pro');
    expect(await listJobs(owner, {})).toMatchObject({ jobs: [] });
    await refreshBilling(owner);
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', status: 'active' });
    await expect(openPortal(owner)).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    await deliver(event);
    expect(await processWebhookEvents()).toEqual({ processed: 0, failed: 0 });
    const row = () =>
      asService('test.event', (tx) => tx.webhookEvent.findUnique({ where: { id: event.id } }));
    expect(await row()).toMatchObject({ status: 'received', attempts: 0 });

    await clearFaults();
    pass(31_000);
    await processWebhookEvents();
    expect(await row()).toMatchObject({ status: 'processed' });
  });

  it('interrupts a comparison, which is written down and told', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await open();
    const result = await reconcile({ trigger: 'request', customers: [customer] });
    expect(result).toMatchObject({ drifts: [], interrupted: expect.stringContaining('payment service') });
    const run = await asService('test.run', (tx) =>
      tx.reconciliationRun.findUniqueOrThrow({ where: { id: result?.runId ?? '' } }),
    );
    expect(run).toMatchObject({ finishedAt: expect.any(Date), error: result?.interrupted });
  });
});
