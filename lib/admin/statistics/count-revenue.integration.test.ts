import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { cataloguePrices } from '@/lib/billing/catalogue-prices';
import { asService, disconnect, type Prisma } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import { makePerson, type TestPerson } from '@/local/test/people';
import { addDays, daysFrom } from './days';
import { countSpan } from './roll-up';
import { at, countedOn, forgetFigures, subscribe, worldAround } from './test-support';

// Figures are of the whole platform: days of long ago are nobody's but these tests'.
const day = '2009-05-14';
const before = addDays(day, -1);
const after = addDays(day, 1);
const world = worldAround(day);
const { come } = world;
afterEach(() => world.forget());
afterAll(disconnect);

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
      world.people.push(owner);
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
      world.people.push(owner);
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
    const moments = Array.from({ length: 5 }, () => at(before));
    const [coming, going, returning, dearer, failing] = await come(...moments);
    await subscribe(coming, at(day), { trialEnd: at(after, '06:00') });
    await subscribe(going, at(before), { status: 'canceled', endedAt: at(day), unitAmount: 1000 });
    await subscribe(returning, at(before), { status: 'canceled', endedAt: at(day), unitAmount: 700 });
    await subscribe(returning, at(after), { unitAmount: 800 });
    await subscribe(dearer, at(before), { discountPercent: 50, discountEndsAt: at(day) });
    await subscribe(failing, at(before), { status: 'unpaid', pastDueSince: at(day) });
    const span = daysFrom(before, addDays(after, 1));
    const counted = () => Promise.all(span.map(countedOn));

    await countSpan({ from: before, to: addDays(after, 1) }, 'all');
    const atOnce = await counted();
    expect(atOnce[2]).toMatchObject({
      'mrr pro': 6600,
      'mrr_movement new': 2900,
      'mrr_movement reactivation': 800,
    });
    await forgetFigures(span, world.people);
    for (const each of span) await countSpan({ from: each, to: each }, 'all');
    expect(await counted()).toEqual(atOnce);

    // Who pays again is not told from who is new by a day that was counted before the first payment was.
    await forgetFigures(span, world.people);
    for (const each of span.toReversed()) await countSpan({ from: each, to: each }, 'all');
    expect((await counted()).map(moved)).toEqual(atOnce.map(moved));
  });
});

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
