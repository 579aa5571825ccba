import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { processWebhookEvents } from './process-webhook-events';
import { ATTEMPTS_MAX } from './retry-delay';
import {
  buy,
  clearFaults,
  deliver,
  effectivePlan,
  eventsAbout,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
} from './test-support';

// What other tests left to be processed would meet the faults that are ordered here.
beforeEach(() => asService('test.events', (tx) => tx.webhookEvent.deleteMany()));
afterEach(clearFaults);
afterAll(disconnect);

const storedEvents = (customer: string) =>
  asService('test.events', (tx) =>
    tx.webhookEvent.findMany({ where: { stripeCustomerId: customer }, orderBy: { id: 'asc' } }),
  );

const work = async (customer: string) =>
  (await storedEvents(customer)).filter(({ attempts, status }) => status !== 'processed' || attempts > 0);

const makeDue = (customer: string, attempts?: number) =>
  asService('test.due', (tx) =>
    tx.webhookEvent.updateMany({
      where: { stripeCustomerId: customer, status: 'failed' },
      data: { nextAttemptAt: new Date(0), ...(attempts === undefined ? {} : { attempts }) },
    }),
  );

const paymentOf = async (customer: string) => {
  const [event] = (await eventsAbout(customer)).filter(({ type }) => type === 'invoice.paid');
  if (!event) throw new Error('Stripe told of no payment');
  return event;
};

const refuseNextSync = () =>
  orderFault({
    method: 'GET',
    path: '/v1/subscriptions',
    status: 400,
    type: 'invalid_request_error',
    message: 'Ordered by the test.',
  });

describe('processWebhookEvents', () => {
  it('converges when events come twice, backwards and in parallel, with one sync for all', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const events = await eventsAbout(customer);
    expect(events.length).toBeGreaterThan(5);
    await Promise.all([...events.reverse(), ...events].map(deliver));

    await processWebhookEvents();

    expect(await effectivePlan(owner)).toBe('pro');
    expect(await mirroredSubscriptions(owner)).toHaveLength(1);
    const done = await work(customer);
    expect(done.length).toBeGreaterThan(1);
    for (const event of done) expect(event).toMatchObject({ status: 'processed', attempts: 1, error: null });
    // One transaction marked them all, so one sync served them all.
    expect(new Set(done.map(({ processedAt }) => processedAt?.getTime())).size).toBe(1);
    expect(done[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('lets an old event change nothing: what Stripe says now counts', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const [created] = (await eventsAbout(customer)).filter(
      ({ type }) => type === 'customer.subscription.created',
    );
    if (!created) throw new Error('Stripe told of no subscription');
    await deliver({
      ...created,
      id: `${created.id}_old`,
      data: { object: { ...created.data.object, status: 'canceled', items: { data: [] } } },
    });
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('shares the work between workers without doing it twice', async () => {
    const owners = await Promise.all([makeOwner(), makeOwner(), makeOwner()]);
    const customers = await Promise.all(owners.map(async (owner) => (await buy(owner)).customer));
    for (const customer of customers) for (const event of await eventsAbout(customer)) await deliver(event);
    const waiting = (await Promise.all(customers.map(work))).flat().length;

    const reports = await Promise.all([1, 2, 3].map(() => processWebhookEvents()));

    expect(reports.reduce((sum, { processed }) => sum + processed, 0)).toBe(waiting);
    expect(await Promise.all(owners.map(effectivePlan))).toEqual(['pro', 'pro', 'pro']);
    for (const event of (await Promise.all(customers.map(work))).flat()) expect(event.attempts).toBe(1);
  });

  it('tries a failed sync again later, not at once, and then clears the error', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    for (const event of await eventsAbout(customer)) await deliver(event);
    await refuseNextSync();

    expect(await processWebhookEvents()).toMatchObject({ processed: 0 });
    for (const event of await work(customer)) {
      expect(event).toMatchObject({ status: 'failed', attempts: 1, error: 'Ordered by the test.' });
      expect(event.processedAt).toBeNull();
      expect(event.nextAttemptAt.getTime()).toBeGreaterThan(event.receivedAt.getTime());
    }
    expect(await effectivePlan(owner)).toBe('free');
    expect(await processWebhookEvents()).toEqual({ processed: 0, failed: 0 });

    await makeDue(customer);
    await processWebhookEvents();
    for (const event of await work(customer)) {
      expect(event).toMatchObject({ status: 'processed', attempts: 2, error: null });
    }
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('counts the pause by the clock of the database, whatever the worker’s says', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deliver(await paymentOf(customer));
    await refuseNextSync();
    const dayMs = 86_400_000;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * dayMs });
    try {
      await processWebhookEvents();
    } finally {
      vi.useRealTimers();
    }
    const [failed] = await work(customer);
    expect(failed).toMatchObject({ status: 'failed', attempts: 1 });
    const pauseMs = (failed?.nextAttemptAt.getTime() ?? 0) - (failed?.receivedAt.getTime() ?? 0);
    expect(pauseMs).toBeGreaterThanOrEqual(10_000);
    expect(pauseMs).toBeLessThan(dayMs);
  });

  it('gives an event up after twelve failures and leaves it for a person to see', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deliver(await paymentOf(customer));
    await refuseNextSync();
    await processWebhookEvents();
    await makeDue(customer, ATTEMPTS_MAX - 1);
    await refuseNextSync();

    await processWebhookEvents();

    expect(await work(customer)).toMatchObject([{ status: 'dead', attempts: ATTEMPTS_MAX }]);
    expect(await processWebhookEvents()).toEqual({ processed: 0, failed: 0 });
  });

  it('does not let one customer’s failure hold up another', async () => {
    const owners = [await makeOwner(), await makeOwner()];
    const customers = await Promise.all(owners.map(async (owner) => (await buy(owner)).customer));
    for (const customer of customers) for (const event of await eventsAbout(customer)) await deliver(event);
    await refuseNextSync();

    await processWebhookEvents();

    expect((await Promise.all(owners.map(effectivePlan))).sort()).toEqual(['free', 'pro']);
    const statuses = await Promise.all(customers.map(async (customer) => (await work(customer))[0]?.status));
    expect(statuses.sort()).toEqual(['failed', 'processed']);
  });

  it('is done with events of a customer that is nobody’s', async () => {
    const customer = `cus_${crypto.randomUUID()}`;
    await deliver({
      id: `evt_${crypto.randomUUID()}`,
      object: 'event',
      type: 'invoice.paid',
      created: 1,
      livemode: false,
      data: { object: { object: 'invoice', customer } },
    });
    await processWebhookEvents();
    expect(await work(customer)).toMatchObject([{ status: 'processed', attempts: 1 }]);
  });
});
