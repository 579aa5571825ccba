import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { metrics } from '@/lib/plans';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { aggregateUsage } from './aggregate-usage';
import { consumeUsage } from './consume-usage';
import { metricUsage } from './metric-usage';
import { limitsOf, quotasOf, usageOf } from './quotas-of';
import { reserveUsage } from './reserve-usage';
import { overrideLimit } from './test-support';
import { usageByDay } from './usage-by-day';
import { usageCsv } from './usage-csv';
import type { UsageItems } from './usage-items';

let person: TestPerson;
let organizationId: string;
beforeEach(async () => {
  person = await makePerson();
  organizationId = person.organizationId;
});
afterAll(disconnect);

describe('quotasOf', () => {
  it('says of every metric what is used, kept, allowed, and when it begins anew', async () => {
    await take('a', { runs: 3 });
    await reserveUsage(person, { key: 'b', items: { runs: 2 } });
    const quotas = await quotasOf(person);
    expect(quotas.map(({ metric }) => metric)).toEqual([...metrics]);
    const month = new Date().toISOString().slice(0, 7);
    expect(quotas.find(({ metric }) => metric === 'runs')).toMatchObject({
      used: 3,
      reserved: 2,
      limit: 100,
      cap: 'soft',
      stopsAt: 120,
      remaining: 115,
      period: 'month',
      periodStart: `${month}-01T00:00:00.000Z`,
      overage: 0,
      overagePrice: null,
      projection: null,
    });
    expect(quotas.find(({ metric }) => metric === 'seats')).toMatchObject({
      used: 1,
      limit: 3,
      stopsAt: 3,
      resetsAt: null,
    });
  });

  it('goes by the subscription’s months, by overrides and by what is billed above', async () => {
    await givePlan(organizationId, 'team');
    await overrideLimit(organizationId, 'runs', { quotaLimit: 10 });
    await overrideLimit(organizationId, 'documents', { quotaLimit: null });
    await take('a', { runs: 14, documents: 4 });
    const { billingAnchor } = await asService('test.anchor', (tx) =>
      tx.subscription.findFirstOrThrow({ where: { organizationId } }),
    );
    expect(await usageOf(person, 'runs')).toMatchObject({
      used: 14,
      limit: 10,
      cap: 'overage',
      stopsAt: null,
      remaining: null,
      periodStart: billingAnchor?.toISOString(),
      overage: 4,
      overagePrice: { unitAmount: 10, quantity: 1 },
    });
    expect(await usageOf(person, 'documents')).toMatchObject({ used: 4, limit: null, remaining: null });
    const { planId, quotas } = await limitsOf(person);
    expect(planId).toBe('team');
    expect(quotas[1]).not.toHaveProperty('used');
  });

  it('counts nothing of the period before', async () => {
    await take('a', { search_queries: 7 });
    await moveBack('search_queries', 1);
    expect(await usageOf(person, 'search_queries')).toMatchObject({ used: 0, limit: 100 });
  });

  it('projects the pace of an organization from when it began', async () => {
    await givePlan(organizationId, 'pro');
    await asService(
      'test.older',
      (tx) => tx.$executeRaw`
        update app.subscriptions set billing_anchor = now() - interval '10 days' where organization_id = ${organizationId}::uuid`,
    );
    await asService(
      'test.older',
      (tx) => tx.$executeRaw`
        update app.organizations set created_at = now() - interval '5 days' where id = ${organizationId}::uuid`,
    );
    await take('a', { runs: 500 });
    const { projection } = await usageOf(person, 'runs');
    const inDays = (Date.parse(projection?.reachesLimitAt ?? '') - Date.now()) / 86_400_000;
    expect(inDays).toBeCloseTo(5, 1);
  });

  it('tells another organization’s nothing', async () => {
    await take('a', { runs: 3 });
    const stranger = { userId: (await makePerson()).userId, organizationId };
    expect(await quotasOf(stranger)).toEqual([]);
    const viewer = await joinOrganization(await makePerson(), organizationId, 'viewer');
    expect(await usageOf(viewer, 'runs')).toMatchObject({ used: 3 });
  });
});

describe('the numbers of a metric', () => {
  it('are the same day by day before, between and after aggregation, and late events are on their day', async () => {
    await take('a', { runs: 3 });
    await happened('late', 5, 3);
    await happened('long ago', 9, 40);
    const before = await metricUsage(person, 'runs');
    expect(before.daily).toHaveLength(30);
    expect(before.daily.at(-1)).toEqual({ date: today(), quantity: 3, level: null });
    expect(before.daily.at(-4)?.quantity).toBe(5);
    expect(before.daily.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(8);
    await aggregateUsage();
    expect((await metricUsage(person, 'runs')).daily).toEqual(before.daily);
    await take('b', { runs: 1 });
    expect((await metricUsage(person, 'runs')).daily.at(-1)?.quantity).toBe(4);
  });

  it('say of what never resets what stood at each day’s end', async () => {
    await take('a', { storage_bytes: 700 });
    const { daily, history } = await metricUsage(person, 'storage_bytes');
    expect(daily.at(-1)).toEqual({ date: today(), quantity: 700, level: 700 });
    expect(daily.at(-2)?.level).toBe(0);
    expect(history).toEqual([]);
  });

  it('go back period by period', async () => {
    await take('a', { search_queries: 7 });
    await moveBack('search_queries', 2);
    await take('b', { search_queries: 4 });
    const { history } = await metricUsage(person, 'search_queries');
    expect(history.map(({ used }) => used)).toEqual([4, 7]);
    expect(history[0]?.periodStart).toBe(`${today()}T00:00:00.000Z`);
  });

  it('are the organization’s alone', async () => {
    await take('a', { runs: 3 });
    const other = await makePerson();
    const [quota] = await quotasOf(other);
    const days = await usageByDay(other, [{ ...(quota ?? { used: 0, period: 'month' }), metric: 'runs' }]);
    expect(days.get('runs')?.every(({ quantity }) => quantity === 0)).toBe(true);
  });
});

describe('usageCsv', () => {
  it('has a line for each period, or for each day', async () => {
    await take('a', { runs: 3, search_queries: 2 });
    const [heading, ...periods] = (await usageCsv(person, { by: 'period' })).trimEnd().split('\r\n');
    expect(heading).toBe('metric,period_start,period_end,used,overage');
    expect(periods.map((line) => line.split(',')[0])).toEqual(['runs', 'search_queries']);
    const days = (await usageCsv(person, { by: 'day', metric: 'runs' })).trimEnd().split('\r\n');
    expect(days).toHaveLength(31);
    expect(days.at(-1)).toBe(`runs,${today()},3,`);
  });
});

async function take(key: string, items: UsageItems): Promise<void> {
  await asService('test.take', (tx) => consumeUsage(tx, person, { key, items }));
}

/** Moves the present counter of a metric with a day period back by so many days. */
async function moveBack(metric: 'search_queries', days: number): Promise<void> {
  await asService(
    'test.move',
    (tx) => tx.$executeRaw`
      update app.usage_counters
      set period_start = period_start - make_interval(days => ${days}), period_end = period_end - make_interval(days => ${days})
      where organization_id = ${organizationId}::uuid and metric = ${metric}::app.metric`,
  );
}

/** An event of so many days ago that was only recorded now. */
async function happened(key: string, quantity: number, daysAgo: number): Promise<void> {
  const occurredAt = new Date(Date.now() - daysAgo * 86_400_000);
  await asService('test.happened', (tx) =>
    tx.usageEvent.create({
      data: {
        organizationId,
        idempotencyKey: key,
        metric: 'runs',
        quantity,
        occurredAt,
        periodStart: occurredAt,
      },
    }),
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
