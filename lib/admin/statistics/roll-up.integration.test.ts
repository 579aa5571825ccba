import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { underLease } from '@/lib/resilience';
import { addDays, dayOf, daysFrom, startOf } from './days';
import { readStatistics } from './read-statistics';
import { countSpan, rollUp } from './roll-up';
import { statisticsSchema } from './summarise';
import { at, countedOn, forgetFigures, subscribe, worldAround } from './test-support';

const today = dayOf(new Date());
const world = worldAround('2007-05-14');
const { come } = world;
afterEach(() => world.forget());
afterAll(disconnect);

describe('rolling up', () => {
  const first = addDays(today, -40);

  it('counts every finished day since the first account once, and goes on where a run was cut off', async () => {
    const [oldest] = await come(at(first));
    await forgetFigures(daysFrom(first, today), world.people);
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

function splitOf({ figures }: Awaited<ReturnType<typeof readStatistics>>, wanted: string, split: string) {
  return figures.find(({ figure }) => figure === wanted)?.splits.find((each) => each.split === split);
}
