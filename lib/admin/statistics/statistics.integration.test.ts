import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { cataloguePrices } from '@/lib/billing/catalogue-prices';
import { asService, disconnect, type Prisma } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import { underLease } from '@/lib/resilience';
import { makePerson, type TestPerson } from '@/local/test/people';
import { addDays, dayOf, daysFrom, startOf } from './days';
import { readStatistics } from './read-statistics';
import { countSpan, rollUp } from './roll-up';
import { statisticsSchema } from './summarise';
import { at, countedOn, forgetWorlds, makePersonAt, quiet, subscribe } from './test-support';

// Figures are of the whole platform: days of long ago are nobody's but these tests'.
const day = '2007-05-14';
const before = addDays(day, -1);
const after = addDays(day, 1);
const people: TestPerson[] = [];

afterEach(async () => {
  await forgetWorlds(people.splice(0), { from: addDays(day, -40), to: addDays(day, 40) });
});
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
      event(at(day, '01:00'), { status: 'processed', durationMs: 10 }),
      event(at(day, '02:00'), { status: 'processed', durationMs: 30 }),
      event(at(day, '03:00'), { status: 'processed', durationMs: 500 }),
      event(at(day, '04:00'), { status: 'failed', type: 'invoice.payment_failed' }),
      event(at(day, '05:00'), { status: 'dead' }),
      event(at(day, '06:00'), { status: 'received' }),
      // Told a day late of what happened on the day before it.
      event(at(after, '07:00'), { occurredAt: at(day), type: 'invoice.payment_failed' }),
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

describe('what stood at the end of a day', () => {
  it('are the accounts that were there and not deleted, and everybody’s plan', async () => {
    const [subscribed, ended, bought, given, deleted] = await come(
      at(before),
      at(before),
      at(day, '23:59'),
      at(day),
      at(day),
      at(after, '00:00'),
    );
    await subscribe(subscribed, at(before), { planId: 'team', unitAmount: 9900 });
    await subscribe(ended, at(before), { status: 'canceled', endedAt: at(after, '00:01') });
    await pay(bought, at(day, '23:59'), { amountReceived: 49_900n, grantsPlanId: 'pro' });
    await asService('test.world', async (tx) => {
      await tx.planGrant.create({
        data: {
          organizationId: given.organizationId,
          planId: 'enterprise',
          startsAt: at(day, '23:00'),
          endsAt: at(after, '00:01'),
          reason: 'For the test',
        },
      });
      await tx.user.update({ where: { id: deleted.userId }, data: { status: 'deleted' } });
    });
    await countSpan({ from: before, to: addDays(after, 1) }, 'all');
    const levels = async (counted: string) =>
      Object.fromEntries(
        Object.entries(await countedOn(counted)).filter(([name]) => /^(users|plans)/.test(name)),
      );
    expect(await levels(before)).toEqual({ users: 2, 'plans free': 0, 'plans pro': 1, 'plans team': 1 });
    expect(await levels(day)).toEqual({
      users: 4,
      'plans free': 1,
      'plans pro': 2,
      'plans team': 1,
      'plans enterprise': 1,
    });
    expect(await levels(after)).toEqual({ users: 5, 'plans free': 4, 'plans pro': 1, 'plans team': 1 });
  });

  it('is never counted anew: who leaves later was there all the same', async () => {
    const [staying, leaving] = await come(at(before), at(before));
    await subscribe(staying, at(before));
    await countSpan({ from: day, to: day }, 'all');
    await asService('test.world', async (tx) => {
      await tx.user.update({ where: { id: leaving.userId }, data: { status: 'deleted' } });
      await tx.subscription.updateMany({
        where: { organizationId: staying.organizationId },
        data: { unitAmount: 9900 },
      });
    });
    await countSpan({ from: day, to: day }, 'all');
    expect(await countedOn(day)).toMatchObject({ users: 2, 'mrr pro': 2900 });
  });

  it('has the plans that are in force, by the rule that decides what each may do', async () => {
    const now = new Date();
    const week = (count: number) => new Date(now.getTime() - count * 7 * 86_400_000);
    const states: Parameters<typeof subscribe>[2][] = [
      { status: 'active' },
      { status: 'trialing', trialEnd: week(-1), planId: 'basic' },
      { status: 'past_due', pastDueSince: new Date(now.getTime() - 86_400_000), planId: 'team' },
      { status: 'past_due', pastDueSince: week(2) },
      { status: 'unpaid', pastDueSince: week(3) },
      { status: 'canceled', endedAt: week(1) },
      { status: 'incomplete' },
      { status: 'incomplete_expired', endedAt: week(1) },
      { status: 'paused' },
    ];
    const owners: TestPerson[] = [];
    for (const state of states) {
      const owner = await makePerson();
      people.push(owner);
      owners.push(owner);
      await subscribe(owner, week(8), state);
    }
    const refused = await makePerson();
    people.push(refused);
    const subscriptionId = await subscribe(refused, week(1), { status: 'trialing', trialEnd: week(-1) });
    const lifetime = await makePerson();
    people.push(lifetime);
    await subscribe(lifetime, week(4), { planId: 'basic' });
    await pay(lifetime, week(3), { amountReceived: 49_900n, grantsPlanId: 'pro' });
    const ids = [...owners, refused, lifetime].map(({ organizationId }) => organizationId);
    const rows = await asService('test.plans', async (tx) => {
      await tx.trialRedemption.create({
        data: { organizationId: refused.organizationId, subscriptionId, refusedAt: now },
      });
      return tx.$queryRaw<{ id: string; ours: string; theirs: string }[]>`
        select o.id::text as id, coalesce(p.plan_id::text, 'free') as ours, app.effective_plan_id(o.id)::text as theirs
        from app.organizations o left join app.plans_at(now()) p on p.organization_id = o.id
        where o.id = any (${ids}::text[]::uuid[])`;
    });
    expect(ids.map((id) => rows.find((row) => row.id === id)?.ours)).toEqual([
      'pro',
      'basic',
      'team',
      ...Array.from({ length: 7 }, () => 'free'),
      'pro',
    ]);
    for (const { ours, theirs } of rows) expect(ours).toBe(theirs);
  });
});

describe('recurring revenue', () => {
  const moment = at(day);
  const cases: [string, Parameters<typeof subscribe>[2], number][] = [
    ['a month', {}, 2900],
    ['six months by the month', { interval: 'six_months', unitAmount: 15_660 }, 2610],
    ['a year by the month', { interval: 'year', unitAmount: 27_840 }, 2320],
    [
      'a year with extra seats',
      { planId: 'team', interval: 'year', unitAmount: 95_040, extraSeats: 3 },
      9120,
    ],
    ['extra seats of a month', { planId: 'team', unitAmount: 9900, extraSeats: 2 }, 10_900],
    ['a percentage off', { discountPercent: 25 }, 2175],
    ['an amount off each invoice', { interval: 'year', unitAmount: 27_840, discountAmount: 2400n }, 2120],
    ['more off than it costs', { discountAmount: 9900n }, 0],
    ['a discount that is over', { discountPercent: 50, discountEndsAt: at(before) }, 2900],
    ['a discount that holds', { discountPercent: 50, discountEndsAt: at(after) }, 1450],
    ['a discount of one invoice', { discountPercent: 50, discountOnce: true }, 2900],
    ['past due', { status: 'past_due', pastDueSince: at(before) }, 2900],
    ['given up as unpaid', { status: 'unpaid', pastDueSince: at(before) }, 0],
    ['in a trial', { status: 'trialing', trialEnd: at(after) }, 0],
    ['a trial that was paid', { trialEnd: at(before) }, 2900],
    ['a trial that was going to be paid', { trialEnd: at(after) }, 0],
    ['ended', { status: 'canceled', endedAt: at(day, '11:59') }, 0],
    ['ended later', { status: 'canceled', endedAt: at(after) }, 2900],
    ['going to end', { cancelAtPeriodEnd: true }, 2900],
    ['never paid', { status: 'incomplete' }, 0],
    ['paused', { status: 'paused' }, 0],
    ['another currency', { currency: 'eur' }, 0],
    ['for good', { interval: 'lifetime', unitAmount: 49_900 }, 0],
    ['a penny that does not divide', { interval: 'year', unitAmount: 8641 }, 720],
    ['two at once', { quantity: 2 }, 5800],
  ];

  it('is what each subscription comes to by the month', async () => {
    const told: Record<string, number> = {};
    for (const [name, changed] of cases) {
      const owner = await makePerson();
      people.push(owner);
      await subscribe(owner, at(addDays(day, -30)), changed);
      told[name] = await revenueOf(owner, moment);
    }
    expect(told).toEqual(Object.fromEntries(cases.map(([name, , amount]) => [name, amount])));
  });

  it('has not begun before the subscription has', async () => {
    const [owner] = await come(at(before));
    await subscribe(owner, at(day, '12:01'));
    expect(await revenueOf(owner, moment)).toBe(0);
  });

  it('has seats at the price at which they are sold', async () => {
    const sold = catalogue.plans.flatMap((plan) =>
      cataloguePrices(plan).filter(({ part }) => part === 'seat'),
    );
    expect(sold.length).toBeGreaterThan(0);
    for (const { planId, interval, unitAmount } of sold) {
      const owner = await makePerson();
      people.push(owner);
      await subscribe(owner, at(before), { planId, interval, unitAmount: 0, extraSeats: 12 });
      const months = { month: 1, six_months: 6, year: 12, lifetime: 0 }[interval];
      expect([interval, await revenueOf(owner, moment)]).toEqual([
        interval,
        (Number(unitAmount) * 12) / months,
      ]);
    }
  });

  it('moves from day to day by what each organization did', async () => {
    const [growing, leaving, shrinking] = await come(at(before), at(before), at(before));
    await subscribe(growing, at(before), { planId: 'basic', unitAmount: 900 });
    await subscribe(leaving, at(before));
    await subscribe(shrinking, at(before), { planId: 'team', unitAmount: 9900 });
    await countSpan({ from: before, to: before }, 'all');
    expect(await countedOn(before)).toMatchObject({
      'mrr basic': 900,
      'mrr pro': 2900,
      'mrr team': 9900,
      'paying basic': 1,
      'paying pro': 1,
      'paying team': 1,
      'mrr_movement new': 13_700,
      churned: 0,
    });

    await change(growing, { planId: 'pro', unitAmount: 2900 });
    await change(shrinking, { planId: 'basic', unitAmount: 900 });
    await change(leaving, { status: 'canceled', endedAt: at(day) });
    await countSpan({ from: day, to: day }, 'all');
    const counted = await countedOn(day);
    expect(counted).toMatchObject({
      'mrr basic': 900,
      'mrr pro': 2900,
      'mrr_movement expansion': 2000,
      'mrr_movement contraction': -9000,
      'mrr_movement churn': -2900,
      churned: 1,
    });
    expect(counted).not.toHaveProperty('mrr team');
    expect(counted).not.toHaveProperty('mrr_movement new');

    await subscribe(leaving, at(after));
    await countSpan({ from: after, to: after }, 'all');
    expect(await countedOn(after)).toMatchObject({
      'mrr basic': 900,
      'mrr pro': 5800,
      'mrr_movement reactivation': 2900,
      churned: 0,
    });
  });

  it('is the same whether days are counted one by one or all at once, and as much when the last one comes first', async () => {
    const [coming, going, returning] = await come(at(before), at(before), at(before));
    await subscribe(coming, at(day), { trialEnd: at(after, '06:00') });
    await subscribe(going, at(before), { status: 'canceled', endedAt: at(day), unitAmount: 1000 });
    await subscribe(returning, at(before), { status: 'canceled', endedAt: at(day), unitAmount: 700 });
    await subscribe(returning, at(after), { unitAmount: 800 });
    const span = daysFrom(before, addDays(after, 1));
    const counted = () => Promise.all(span.map(countedOn));

    await countSpan({ from: before, to: addDays(after, 1) }, 'all');
    const atOnce = await counted();
    expect(atOnce[2]).toMatchObject({
      'mrr pro': 3700,
      'mrr_movement new': 2900,
      'mrr_movement reactivation': 800,
    });
    await forgetFigures(span);
    for (const each of span) await countSpan({ from: each, to: each }, 'all');
    expect(await counted()).toEqual(atOnce);

    // Who pays again is not told from who is new by a day that was counted before the first payment was.
    await forgetFigures(span);
    for (const each of span.toReversed()) await countSpan({ from: each, to: each }, 'all');
    expect((await counted()).map(moved)).toEqual(atOnce.map(moved));
  });
});

describe('rolling up', () => {
  const today = dayOf(new Date());
  const first = addDays(today, -40);

  it('counts every finished day since the first account once, and goes on where a run was cut off', async () => {
    const [oldest] = await come(at(first));
    await forgetFigures(daysFrom(first, today));
    // As a run that was killed after some days left it.
    const known = { from: first, to: addDays(first, 9) };
    await countSpan(known, 'all');
    const former = await countedOn(first);
    expect(await rollUp({ until: new Date(0) })).toMatchObject({ counted: 0 });

    const report = await rollUp();
    expect(report).toMatchObject({ left: 0 });
    expect(report?.counted).toBeGreaterThanOrEqual(30);
    expect(await countedOn(first)).toEqual(former);
    expect((await countedOn(addDays(today, -1))).users).toBeGreaterThan(0);
    expect(await countedOn(today)).not.toHaveProperty('users');

    const numbers = await countedOn(addDays(today, -1));
    expect(await rollUp()).toEqual({ counted: 0, left: 0 });
    expect(await countedOn(addDays(today, -1))).toEqual(numbers);
    expect(oldest.userId).toBeDefined();
  });

  it('is done by one at a time', async () => {
    await underLease('statistics.roll_up', async () => {
      expect(await rollUp()).toBeNull();
    });
    expect(await rollUp()).not.toBeNull();
  });

  it('notes what became known late of the last three days', async () => {
    await come(at(first));
    await rollUp();
    const yesterday = addDays(today, -1);
    const { sign_ups: former = 0 } = await countedOn(yesterday);
    await come(at(yesterday));
    await rollUp();
    expect((await countedOn(yesterday)).sign_ups).toBe(former + 1);
  });
});

describe('reading', () => {
  it('tells today as it is at this moment, and what was rolled up before it', async () => {
    const today = dayOf(new Date());
    await come(at(addDays(today, -20)));
    await rollUp();
    const former = await readStatistics(7);
    const [newcomer] = await come(new Date());
    await subscribe(newcomer, new Date(), { planId: 'team', unitAmount: 9900 });
    const now = await readStatistics(7);
    expect(statisticsSchema.parse(now)).toEqual(now);
    expect(now.days).toEqual(daysFrom(addDays(today, -6), today));
    expect(now.countedAt).not.toBeNull();
    const grew = (figure: string, split = '') =>
      (splitOf(now, figure, split)?.values.at(-1) ?? 0) -
      (splitOf(former, figure, split)?.values.at(-1) ?? 0);
    expect(grew('users')).toBe(1);
    expect(grew('sign_ups')).toBe(1);
    expect(grew('plans', 'team')).toBe(1);
    expect(grew('paying', 'team')).toBe(1);
    expect(grew('mrr', 'team')).toBe(9900);
    expect(grew('mrr_movement', 'new')).toBe(9900);
    const users = now.figures.find(({ figure }) => figure === 'users');
    expect(users).toMatchObject({ kind: 'level', before: expect.any(Number) });
    expect(users?.splits[0]?.values.slice(0, -1)).not.toContain(null);
  });

  it('tells a day that nobody has counted as unknown', async () => {
    const today = dayOf(new Date());
    await come(at(addDays(today, -20)));
    await rollUp();
    await asService('test.forget', (tx) =>
      tx.platformDay.deleteMany({ where: { day: startOf(addDays(today, -2)) } }),
    );
    const { days, figures } = await readStatistics(7);
    for (const { figure, splits } of figures)
      for (const { values } of splits) expect([figure, values[days.length - 3]]).toEqual([figure, null]);
    await rollUp();
  });
});

async function come(
  ...moments: Date[]
): Promise<[TestPerson, TestPerson, TestPerson, TestPerson, TestPerson]> {
  const came: TestPerson[] = [];
  for (const moment of moments) came.push(await makePersonAt(moment));
  people.push(...came);
  const nobody: TestPerson = { userId: '', organizationId: '', email: '', password: '' };
  const [a = nobody, b = nobody, c = nobody, d = nobody, e = nobody] = came;
  return [a, b, c, d, e];
}

async function pay(
  { organizationId }: TestPerson,
  stripeCreatedAt: Date,
  changed: Partial<Prisma.PaymentUncheckedCreateInput>,
): Promise<void> {
  await asService('test.pay', (tx) =>
    tx.payment.create({
      data: {
        organizationId,
        id: `pi_stats_${crypto.randomUUID()}`,
        stripeCustomerId: `cus_stats_${organizationId}`,
        status: 'succeeded',
        currency: 'usd',
        amount: 49_900n,
        amountReceived: 0n,
        amountRefunded: 0n,
        stripeCreatedAt,
        syncedAt: stripeCreatedAt,
        ...changed,
      },
    }),
  );
}

function event(
  receivedAt: Date,
  changed: Partial<Prisma.WebhookEventUncheckedCreateInput>,
): Prisma.WebhookEventUncheckedCreateInput & { id: string } {
  return {
    id: `evt_stats_${crypto.randomUUID()}`,
    type: 'customer.updated',
    livemode: false,
    payload: {},
    status: 'processed',
    occurredAt: receivedAt,
    receivedAt,
    ...changed,
  };
}

async function change(
  { organizationId }: TestPerson,
  data: Prisma.SubscriptionUncheckedUpdateManyInput,
): Promise<void> {
  await asService('test.change', (tx) => tx.subscription.updateMany({ where: { organizationId }, data }));
}

async function revenueOf({ organizationId }: TestPerson, moment: Date): Promise<number> {
  const [row] = await asService(
    'test.revenue',
    (tx) => tx.$queryRaw<{ amount: bigint }[]>`
      select r.monthly_amount as amount from app.recurring_revenue_at(${moment}) r
      where r.organization_id = ${organizationId}::uuid`,
  );
  return Number(row?.amount ?? 0);
}

/** The numbers of a day with all movements in one. */
function moved(numbers: Record<string, number>): Record<string, number> {
  const parts = Object.entries(numbers).filter(([name]) => name.startsWith('mrr_movement'));
  const others = Object.entries(numbers).filter(([name]) => !name.startsWith('mrr_movement'));
  return { ...Object.fromEntries(others), moved: parts.reduce((sum, [, value]) => sum + value, 0) };
}

async function forgetFigures(days: readonly string[]): Promise<void> {
  const day = { in: days.map(startOf) };
  const organizationId = { in: people.map((person) => person.organizationId) };
  await asService('test.forget', async (tx) => {
    await tx.platformDay.deleteMany({ where: { day } });
    await tx.recurringRevenue.deleteMany({ where: { day, organizationId } });
  });
}

function splitOf({ figures }: Awaited<ReturnType<typeof readStatistics>>, wanted: string, split: string) {
  return figures.find(({ figure }) => figure === wanted)?.splits.find((each) => each.split === split);
}
