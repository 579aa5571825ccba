import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { processWebhookEvents } from './process-webhook-events';
import { replayWebhookEvents } from './replay-webhook-events';
import { buy, deliver, effectivePlan, eventsAbout, makeOwner } from './test-support';

afterAll(disconnect);

type Facts = { type?: string; customer?: string | null; livemode?: boolean };

const anEvent = ({ type = 'invoice.paid', customer, livemode = false }: Facts = {}) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: 'event',
  type,
  created: 1_795_000_000,
  livemode,
  data: {
    object: { object: 'invoice', customer: customer === undefined ? `cus_${crypto.randomUUID()}` : customer },
  },
});

const stored = (id: string) =>
  asService('test.event', (tx) => tx.webhookEvent.findUniqueOrThrow({ where: { id } }));

const settle = (id: string, status: 'processed' | 'failed' | 'dead', facts: object = {}) =>
  asService('test.event', (tx) =>
    tx.webhookEvent.update({
      where: { id },
      data: {
        status,
        attempts: 12,
        error: 'Ordered by the test.',
        durationMs: 7,
        nextAttemptAt: new Date(Date.now() + 86_400_000),
        ...facts,
      },
    }),
  );

describe('replayWebhookEvents', () => {
  it.each(['processed', 'failed', 'dead'] as const)('makes a %s event due again', async (status) => {
    const event = anEvent();
    await deliver(event);
    await settle(event.id, status);
    expect(await replayWebhookEvents({ ids: [event.id] }, 'test')).toEqual({
      replayed: 1,
      passedOver: 0,
      unknown: 0,
    });
    expect(await stored(event.id)).toMatchObject({
      status: 'received',
      attempts: 0,
      error: null,
      durationMs: null,
      processedAt: null,
    });
    await processWebhookEvents();
    expect(await stored(event.id)).toMatchObject({ status: 'processed', attempts: 1 });
  });

  it('brings back what a dead event would have done', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const [event] = (await eventsAbout(customer)).filter(({ type }) => type === 'invoice.paid');
    if (!event) throw new Error('Stripe told of no payment');
    await deliver(event);
    await settle(event.id, 'dead');
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('free');
    await replayWebhookEvents({ ids: [event.id] }, 'test');
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('tells how many of the ids are of no event, and does not count one twice', async () => {
    const event = anEvent();
    await deliver(event);
    await settle(event.id, 'dead');
    const ids = [event.id, event.id, 'evt_never_seen', "evt_'; drop table app.webhook_events; --"];
    expect(await replayWebhookEvents({ ids }, 'test')).toEqual({ replayed: 1, passedOver: 0, unknown: 2 });
    await processWebhookEvents();
  });

  it('takes all of a status, narrowed by type, family and time, over as many pages as it takes', async () => {
    const type = `invoice.test_${crypto.randomUUID().replaceAll('-', '')}`;
    const many = Array.from({ length: 130 }, () => anEvent({ type: `${type}.many` }));
    const old = anEvent({ type: `${type}.many` });
    const other = anEvent({ type: `${type}.other` });
    for (const event of [...many, old, other]) {
      await deliver(event);
      await settle(event.id, 'dead');
    }
    const since = new Date(Date.now() - 3_600_000);
    await settle(old.id, 'dead', { receivedAt: new Date(since.getTime() - 1) });

    const one = await replayWebhookEvents({ status: 'dead', type: `${type}.many`, since }, 'test');
    expect(one).toEqual({ replayed: 130, passedOver: 0, unknown: 0 });
    expect(await stored(old.id)).toMatchObject({ status: 'dead' });
    expect(await stored(other.id)).toMatchObject({ status: 'dead' });

    const family = await replayWebhookEvents({ status: 'dead', type: `${type}.*` }, 'test');
    expect(family).toEqual({ replayed: 2, passedOver: 0, unknown: 0 });
    expect(await replayWebhookEvents({ status: 'dead', type: `${type}.*` }, 'test')).toMatchObject({
      replayed: 0,
    });
    await processWebhookEvents();
  });

  it('passes over what waits anyway, what asks for nothing, and what is not for our key', async () => {
    const events = [anEvent(), anEvent({ customer: null }), anEvent({ type: 'price.created' })];
    const live = anEvent({ livemode: true });
    for (const event of [...events, live]) await deliver(event);
    const ids = [...events, live].map(({ id }) => id);
    expect(await replayWebhookEvents({ ids }, 'test')).toEqual({ replayed: 0, passedOver: 4, unknown: 0 });
    const statuses = await Promise.all(ids.map(async (id) => (await stored(id)).status));
    expect(statuses).toEqual(['received', 'processed', 'processed', 'dead']);
    await processWebhookEvents();
  });

  it('decides again what an event means: a type that this version learned to act on', async () => {
    const event = anEvent();
    await deliver(event);
    await settle(event.id, 'processed', { attempts: 0, stripeCustomerId: null });
    await replayWebhookEvents({ ids: [event.id] }, 'test');
    expect(await stored(event.id)).toMatchObject({
      status: 'received',
      stripeCustomerId: event.data.object.customer,
    });
    await processWebhookEvents();
  });

  it('keeps events waiting while FF_STRIPE_WEBHOOKS_ENABLED is false', async () => {
    const event = anEvent();
    await deliver(event);
    await settle(event.id, 'dead');
    env().FF_STRIPE_WEBHOOKS_ENABLED = false;
    await replayWebhookEvents({ ids: [event.id] }, 'test');
    await processWebhookEvents();
    expect(await stored(event.id)).toMatchObject({ status: 'received', attempts: 0 });
    env().FF_STRIPE_WEBHOOKS_ENABLED = true;
    await processWebhookEvents();
    expect(await stored(event.id)).toMatchObject({ status: 'processed' });
  });
});
