import { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { commitUsage } from './commit-usage';
import { reserveUsage } from './reserve-usage';
import { consume, overrideLimit, tallyOf } from './test-support';

afterAll(disconnect);

let person: TestPerson;
let organizationId: string;

// A commit believes what its reservation was told of the quota, unless that is another by then: then it counts under the new one.
describe('a quota that changes between a reservation and its commit', () => {
  beforeEach(async () => {
    person = await makePerson();
    organizationId = person.organizationId;
  });

  it('by an override raises the alerts of the new one', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: 1000, cap: 'hard' });
    const held = await reserveHavingCounted();
    await overrideLimit(organizationId, 'runs', { quotaLimit: 10, cap: 'hard' });
    expect(await commitUsage(person, held)).toBe('committed');
    expect(await alerts()).toEqual([[10, 80]]);
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 9, reserved: 0, eventsUsed: 9 });
  });

  it('by time alone raises the alerts of the new one', async () => {
    const [{ limit } = { limit: null }] = (await reserveHavingCounted()).items;
    if (limit === null) throw new Error('The plan has no limit.');
    let expiresAt = new Date();
    // A machine that is busy may not have asked before the first of these is over.
    const held = await firstOf([2_000, 10_000, 50_000], async (lastsMs) => {
      expiresAt = new Date(Date.now() + lastsMs);
      await overrideLimit(organizationId, 'runs', { quotaLimit: limit * 100, cap: 'hard', expiresAt });
      // Only now is the longer quota known, and the next is made under it.
      await consume(person, { runs: 1 });
      return reserveUsage(person, { key: 'longer', items: { runs: limit } });
    });
    expect(held.items[0]?.limit).toBe(limit * 100);
    await expect
      .poll(
        async () => {
          const [row] = await asService(
            'test.clock',
            (tx) => tx.$queryRaw<{ now: Date }[]>`select now() as now`,
          );
          return (row?.now ?? 0) > expiresAt;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    expect(await commitUsage(person, held)).toBe('committed');
    expect(await alerts()).toContainEqual([limit, 100]);
  });

  it('in the catalogue raises the alerts of the new one', async () => {
    const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
    await owner.connect();
    try {
      // Never committed, so that nobody else sees another catalogue.
      await owner.query('begin');
      await owner.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: person.userId, organization_id: organizationId, role: 'authenticated' }),
      ]);
      const call = async (what: string) =>
        (await owner.query(`select ${what} ->> 'outcome' as outcome`, [organizationId])).rows[0].outcome;
      await owner.query(
        `update app.plan_limits set "limit" = null, cap = 'hard' where plan_id = 'free' and metric = 'runs'`,
      );
      expect(await call(`app.take_one($1, 'a', 'runs', 1, true)`)).toBe('taken');
      expect(await call(`app.reserve_one($1, 'b', 'runs', 8, 300, true)`)).toBe('reserved');
      await owner.query(`update app.plan_limits set "limit" = 10 where plan_id = 'free' and metric = 'runs'`);
      expect(await call(`app.commit_usage($1, 'b', 1)`)).toBe('committed');
      const { rows } = await owner.query(
        'select quota_limit, threshold from app.usage_alerts where organization_id = $1',
        [organizationId],
      );
      expect(rows).toEqual([{ quota_limit: '10', threshold: 80 }]);
    } finally {
      await owner.query('rollback');
      await owner.end();
    }
  });
});

/** What the first of these attempts comes to that is not refused. @throws what the last one was refused with */
async function firstOf<T>(attempts: readonly number[], attempt: (lastsMs: number) => Promise<T>): Promise<T> {
  const [first = 0, ...others] = attempts;
  try {
    return await attempt(first);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstOf(others, attempt);
  }
}

/** Nine in all, of which eight are only reserved: enough for an alert where ten are allowed. */
async function reserveHavingCounted() {
  await consume(person, { runs: 1 });
  const held = await reserveUsage(person, { key: 'held', items: { runs: 8 } });
  expect(held.state).toBe('held');
  return held;
}

async function alerts(): Promise<number[][]> {
  const rows = await asService('test.alerts', (tx) =>
    tx.usageAlert.findMany({ where: { organizationId }, orderBy: { threshold: 'asc' } }),
  );
  return rows.map(({ quotaLimit, threshold }) => [Number(quotaLimit), threshold]);
}
