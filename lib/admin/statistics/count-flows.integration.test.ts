import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { addDays } from './days';
import { countSpan } from './roll-up';
import { at, countedOn, eventAt, pay, quiet, worldAround } from './test-support';

// Figures are of the whole platform: days of long ago are nobody's but these tests'.
const day = '2007-05-14';
const before = addDays(day, -1);
const after = addDays(day, 1);
const world = worldAround(day);
const { come } = world;
afterEach(() => world.forget());
afterAll(disconnect);

describe('what happened on a day', () => {
  it('is told by the moments of UTC, and of nobody twice', async () => {
    const [first] = await come(at(day, '00:00'), new Date(at(after, '00:00').getTime() - 1));
    await come(new Date(at(day, '00:00').getTime() - 1), at(after, '00:00'));
    await asService('test.world', async (tx) => {
      const confirmed = { emailConfirmedAt: at(day, '09:00') };
      await tx.user.update({ where: { id: first.userId }, data: confirmed });
      // Two sessions of one person are one person who was active.
      for (const id of [crypto.randomUUID(), crypto.randomUUID()])
        await tx.userSession.create({
          data: {
            userId: first.userId,
            id,
            kind: 'browser',
            createdAt: at(day),
            lastSeenAt: at(day, '13:00'),
          },
        });
      const trial = { organizationId: first.organizationId, createdAt: at(day) };
      await tx.trialRedemption.create({
        data: { ...trial, subscriptionId: `sub_${crypto.randomUUID()}`, userId: first.userId },
      });
      await tx.trialRedemption.create({
        data: { ...trial, subscriptionId: `sub_${crypto.randomUUID()}`, refusedAt: at(day) },
      });
    });
    await countSpan({ from: day, to: day }, 'flows');
    expect(await countedOn(day)).toEqual({
      ...quiet,
      churned: undefined,
      sign_ups: 2,
      confirmed: 1,
      active_users: 1,
      trials_begun: 1,
    });
    await asService('test.forget', (tx) =>
      tx.trialRedemption.deleteMany({ where: { organizationId: first.organizationId } }),
    );
  });

  it('has a conversion for the first payment of an organization, whatever came before it failed', async () => {
    const [paying, failing, former] = await come(at(before), at(before), at(before));
    await pay(paying, at(day, '10:00'), { amountReceived: 2900n });
    await pay(paying, at(day, '11:00'), { amountReceived: 500n });
    await pay(paying, at(day, '09:00'), { amountReceived: 0n, status: 'requires_payment_method' });
    await pay(failing, at(day), { amountReceived: 0n, status: 'requires_payment_method' });
    await pay(former, at(before), { amountReceived: 900n });
    await pay(former, at(day), { amountReceived: 900n });
    await countSpan({ from: day, to: day }, 'flows');
    expect((await countedOn(day)).conversions).toBe(1);
  });

  it('has what was used, which limits were reached, and how Stripe’s events fared', async () => {
    const [person] = await come(at(before));
    const { organizationId } = person;
    const events = [
      eventAt(at(day, '01:00'), { status: 'processed', durationMs: 10 }),
      eventAt(at(day, '02:00'), { status: 'processed', durationMs: 30 }),
      eventAt(at(day, '03:00'), { status: 'processed', durationMs: 500 }),
      eventAt(at(day, '04:00'), { status: 'failed', type: 'invoice.payment_failed' }),
      eventAt(at(day, '05:00'), { status: 'dead' }),
      eventAt(at(day, '06:00'), { status: 'received' }),
      // Told a day late of what happened on the day before it.
      eventAt(at(after, '07:00'), { occurredAt: at(day), type: 'invoice.payment_failed' }),
    ];
    await asService('test.world', async (tx) => {
      await tx.usageAggregate.createMany({
        data: [
          ['runs', at(day, '00:00'), 3n] as const,
          ['runs', at(day, '23:59'), 4n] as const,
          ['runs', at(after, '00:00'), 50n] as const,
          ['storage_bytes', at(day), -1_000_000n] as const,
        ].map(([metric, bucket, quantity]) => ({
          organizationId,
          metric,
          bucket,
          quantity,
          periodStart: bucket,
          overageQuantity: 0n,
          eventCount: 1,
          meterState: 'none' as const,
        })),
      });
      await tx.usageAlert.createMany({
        data: [80, 100, 120].map((threshold) => ({
          organizationId,
          metric: 'runs' as const,
          periodStart: at(day),
          quotaLimit: 100n,
          threshold,
          used: 120n,
          createdAt: at(day),
          sentAt: at(day),
        })),
      });
      await tx.webhookEvent.createMany({ data: events });
    });
    await countSpan({ from: day, to: after }, 'flows');
    const counted = await countedOn(day);
    expect(counted).toMatchObject({
      'usage runs': 7,
      'usage storage_bytes': -1_000_000,
      'quota_hits runs': 1,
      failed_payments: 2,
      'webhook_events received': 6,
      'webhook_events processed': 3,
      'webhook_events failed': 1,
      'webhook_events dead': 1,
      'webhook_duration p50': 30,
      'webhook_duration p95': 500,
    });
    expect((await countedOn(after))['usage runs']).toBe(50);

    // What failed is processed meanwhile: nothing is left of its failure.
    await asService('test.world', (tx) =>
      tx.webhookEvent.updateMany({
        where: { id: { in: events.map(({ id }) => id) }, status: 'failed' },
        data: { status: 'processed' },
      }),
    );
    await countSpan({ from: day, to: after }, 'flows');
    const again = await countedOn(day);
    expect(again).toMatchObject({ 'webhook_events processed': 4 });
    expect(again).not.toHaveProperty('webhook_events failed');
    await asService('test.forget', (tx) =>
      tx.webhookEvent.deleteMany({ where: { id: { in: events.map(({ id }) => id) } } }),
    );
  });

  it('keeps the highest number of active users, since sessions forget when they were seen before', async () => {
    const [person] = await come(at(before));
    const id = crypto.randomUUID();
    await asService('test.world', (tx) =>
      tx.userSession.create({
        data: { userId: person.userId, id, kind: 'browser', createdAt: at(before), lastSeenAt: at(day) },
      }),
    );
    await countSpan({ from: day, to: after }, 'flows');
    await asService('test.world', (tx) =>
      tx.userSession.update({
        where: { userId_id: { userId: person.userId, id } },
        data: { lastSeenAt: at(after) },
      }),
    );
    await countSpan({ from: day, to: after }, 'flows');
    expect((await countedOn(day)).active_users).toBe(1);
    expect((await countedOn(after)).active_users).toBe(1);
  });
});
