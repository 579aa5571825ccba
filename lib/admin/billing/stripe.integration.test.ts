import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Admin } from '@/lib/auth';
import { processWebhookEvents } from '@/lib/billing';
import { reconcileOrdered } from '@/lib/billing/reconciliation-orders';
import { deliver } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { makePerson } from '@/local/test/people';
import { makeAdmin } from '../test-support';
import { creditQuota } from './credit-quota';
import { driftsOf, orderReconciliation, reconciliations } from './reconciliations';
import { countWebhookEvents, listWebhookEvents, replayEvents, webhookEvent } from './webhook-events';

let admin: Admin;
beforeAll(async () => {
  admin = await makeAdmin();
});
afterAll(disconnect);

const auditOf = (action: string) =>
  asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { action, actorId: admin.userId }, orderBy: { id: 'asc' } }),
  );

const anEvent = (customer: string, type = 'invoice.paid', more: object = {}) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: 'event',
  type,
  created: 1_795_000_000,
  livemode: false,
  data: { object: { object: 'invoice', customer, ...more } },
});

const settle = (id: string, data: object) =>
  asService('test.event', (tx) => tx.webhookEvent.update({ where: { id }, data }));

/** Events of a customer that nobody else has, so that others' are in no answer. */
async function deadEvents(count: number, type = 'invoice.paid') {
  const customer = `cus_${crypto.randomUUID()}`;
  const events = Array.from({ length: count }, () => anEvent(customer, type));
  for (const event of events) {
    await deliver(event);
    await settle(event.id, { status: 'dead', attempts: 12, error: 'Ordered by the test.', durationMs: 7 });
  }
  return { customer, ids: events.map(({ id }) => id) };
}

describe('the events of Stripe', () => {
  it('are found by what they are about, page by page, the newest first', async () => {
    const { customer, ids } = await deadEvents(5);
    const first = await listWebhookEvents({ customer }, { limit: 2 });
    const second = await listWebhookEvents({ customer }, { limit: 2, cursor: first.nextCursor ?? '' });
    const third = await listWebhookEvents({ customer }, { limit: 2, cursor: second.nextCursor ?? '' });
    expect([first, second, third].flatMap(({ events }) => events.map(({ id }) => id))).toEqual(
      [...ids].reverse(),
    );
    expect(third.nextCursor).toBeNull();
    expect(first.events[0]).toMatchObject({
      type: 'invoice.paid',
      status: 'dead',
      stripeCustomerId: customer,
      organization: null,
      attempts: 12,
      error: 'Ordered by the test.',
      durationMs: 7,
      nextAttemptAt: null,
    });
    await expect(listWebhookEvents({ customer }, { limit: 2, cursor: 'made up' })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('are narrowed by status, type, family, time and id', async () => {
    const { customer, ids } = await deadEvents(2);
    const other = anEvent(customer, 'charge.refunded');
    await deliver(other);
    const future = new Date(Date.now() + 60_000);
    for (const [query, count] of [
      [{ status: 'dead' }, 2],
      [{ status: 'processed' }, 0],
      [{ type: 'charge.refunded' }, 1],
      [{ type: 'invoice.*' }, 2],
      [{ since: future }, 0],
      [{ until: future }, 3],
      [{ id: ids[0] }, 1],
    ] as const) {
      expect([query, await countWebhookEvents({ customer, ...query })]).toEqual([query, count]);
      expect((await listWebhookEvents({ customer, ...query }, { limit: 9 })).events).toHaveLength(count);
    }
  });

  it('name whose customer it is', async () => {
    const { organizationId } = await makePerson();
    const { customer } = await deadEvents(1);
    await asService('test.claim', (tx) =>
      tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId: customer } }),
    );
    const { events } = await listWebhookEvents({ customer }, { limit: 1 });
    expect(events[0]?.organization).toMatchObject({ id: organizationId });
  });

  it('are shown whole, without what somebody could pay or read an invoice with', async () => {
    const event = anEvent(`cus_${crypto.randomUUID()}`, 'invoice.paid', {
      total: 2900,
      hosted_invoice_url: 'https://invoice.stripe.com/i/secret',
    });
    await deliver(event);
    const shown = await webhookEvent(event.id);
    expect(shown).toMatchObject({ livemode: false, payload: { data: { object: { total: 2900 } } } });
    expect(JSON.stringify(shown.payload)).not.toContain('invoice.stripe.com');
    await expect(webhookEvent('evt_none')).rejects.toMatchObject({ status: 404 });
  });

  it('are replayed one by one or all that a filter finds, each of which is recorded', async () => {
    const { customer, ids } = await deadEvents(3);
    const [first = ''] = ids;
    expect(await replayEvents(admin, { ids: [first, 'evt_none'] }, 'Stripe was down')).toEqual({
      replayed: 1,
      passedOver: 0,
    });
    expect(await replayEvents(admin, { customer, status: 'dead' }, 'The others, too')).toEqual({
      replayed: 2,
      passedOver: 0,
    });
    expect(await replayEvents(admin, { customer }, 'They wait already')).toEqual({
      replayed: 0,
      passedOver: 3,
    });
    expect(await replayEvents(admin, { id: first }, 'It waits already')).toEqual({
      replayed: 0,
      passedOver: 1,
    });
    const recorded = (await auditOf('webhook_event.replayed')).filter(({ after }) =>
      ids.some((id) => JSON.stringify(after).includes(id)),
    );
    expect(recorded.map(({ reason }) => reason)).toEqual(['Stripe was down', 'The others, too']);
    expect(recorded[1]?.after).toMatchObject({ count: 2 });
    await processWebhookEvents();
    expect(await countWebhookEvents({ customer, status: 'processed' })).toBe(3);
  });

  it('are not replayed without a reason', async () => {
    const { customer } = await deadEvents(1);
    await expect(replayEvents(admin, { customer }, '')).rejects.toMatchObject({ status: 422 });
    expect(await countWebhookEvents({ customer, status: 'dead' })).toBe(1);
  });
});

describe('a comparison that is asked for', () => {
  it('is made once however many ask, tells how far it is, and who asked', async () => {
    await reconcileOrdered();
    const outcomes = await Promise.all(
      [1, 2, 3].map((nth) => orderReconciliation(admin, `Something looks wrong (${nth})`)),
    );
    expect([...outcomes].sort()).toEqual(['ordered', 'waiting', 'waiting']);
    expect(await auditOf('reconciliation.ordered')).toHaveLength(1);
    expect((await reconciliations()).waitingSince).not.toBeNull();

    await reconcileOrdered();
    const { runs, waitingSince } = await reconciliations();
    expect(waitingSince).toBeNull();
    const run = runs.find(({ orderedBy }) => orderedBy === admin.email);
    expect(run).toMatchObject({ trigger: 'request', finishedAt: expect.any(String) });
    expect(run?.checked).toBe(run?.suspects);
    const drifts = await driftsOf(run?.id ?? '');
    expect(drifts).toHaveLength(run?.drifts ?? -1);
  });

  it('joins one that runs, and comes again after it', async () => {
    await reconcileOrdered();
    await underLease('billing.reconcile', async () => {
      const { id } = await asService('test.run', (tx) =>
        tx.reconciliationRun.create({ data: { trigger: 'schedule' } }),
      );
      expect(await orderReconciliation(admin, 'While it runs')).toBe('running');
      const { runs } = await reconciliations();
      expect(runs.find((each) => each.id === id)).toMatchObject({ state: 'running' });
      await asService('test.run', (tx) =>
        tx.reconciliationRun.update({ where: { id }, data: { finishedAt: new Date() } }),
      );
    });
    expect(await orderReconciliation(admin, 'After it')).toBe('ordered');
    await reconcileOrdered();
  });

  it('of a process that died is not taken for one that runs', async () => {
    await reconcileOrdered();
    const { id } = await asService('test.run', (tx) =>
      tx.reconciliationRun.create({ data: { trigger: 'schedule' } }),
    );
    const { runs } = await reconciliations();
    expect(runs.find((each) => each.id === id)).toMatchObject({ state: 'lost' });
    expect(await orderReconciliation(admin, 'The other one died')).toBe('ordered');
    await reconcileOrdered();
    expect((await reconciliations()).runs.find((each) => each.id === id)).toMatchObject({
      state: 'interrupted',
    });
  });
});

describe('a credited quota', () => {
  it('is recorded with what it came to, and a repeat of it is not', async () => {
    const { organizationId } = await makePerson();
    const key = crypto.randomUUID();
    const credit = { key, metric: 'runs', quantity: 5 } as const;
    expect(await creditQuota(admin, organizationId, credit, 'Nothing used yet')).toEqual({
      credited: 0,
      used: 0,
    });
    await asService(
      'test.use',
      (tx) =>
        tx.$executeRaw`select app.take_usage(${organizationId}::uuid, 'use', array['runs']::app.metric[], array[9::bigint], true)`,
    );
    expect(await creditQuota(admin, organizationId, credit, 'A run that failed')).toEqual({
      credited: 5,
      used: 4,
    });
    await creditQuota(admin, organizationId, credit, 'Pressed twice');
    const events = (await auditOf('usage.credited')).filter((each) => each.organizationId === organizationId);
    expect(events).toMatchObject([
      { reason: 'A run that failed', before: { runs: 9 }, after: { runs: 4 }, userId: organizationId },
    ]);
  });
});
