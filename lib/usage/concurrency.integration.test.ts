import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import type { Metric } from '@/lib/plans';
import { givePlan, makePerson } from '@/local/test/people';
import { overrideLimit, tallyOf } from './test-support';

const connections = 64;

let pool: Pool;
beforeAll(() => {
  pool = new Pool({ connectionString: process.env.DATABASE_URL, max: connections });
});
afterAll(async () => {
  await pool.end();
  await disconnect();
});

describe('sixty-four connections that reserve and commit at once', () => {
  it('get exactly what a hard limit has, of 500 reservations each', { timeout: 300_000 }, async () => {
    const tenant = await tenantWith('runs', { quotaLimit: 20_000, cap: 'hard' });
    const tally = await storm(tenant, { each: 500, fate: () => 'commit' });
    expect(tally).toEqual({ committed: 20_000, released: 0, refused: 12_000, most: 20_000 });
    await expectExact(tenant.organizationId, { used: 20_000, overage: 0 });
  });

  it('get exactly what a soft limit and its grace have', { timeout: 300_000 }, async () => {
    const tenant = await tenantWith('runs', { quotaLimit: 20_000, cap: 'soft' });
    const tally = await storm(tenant, { each: 500, fate: () => 'commit' });
    expect(tally).toEqual({ committed: 24_000, released: 0, refused: 8000, most: 24_000 });
    await expectExact(tenant.organizationId, { used: 24_000, overage: 0 });
    expect(await alertsOf(tenant.organizationId)).toEqual([80, 100, 120]);
  });

  it('all pass where overage is billed, and what is above the limit is billed to the last unit', {
    timeout: 300_000,
  }, async () => {
    const tenant = await tenantWith('runs', { quotaLimit: 20_000 }, 'team');
    const tally = await storm(tenant, { each: 500, fate: () => 'commit' });
    expect(tally).toMatchObject({ committed: 32_000, refused: 0 });
    await expectExact(tenant.organizationId, { used: 32_000, overage: 12_000 });
    expect(await alertsOf(tenant.organizationId)).toEqual([80, 100, 120]);
  });

  it('leave nothing behind of what they release, and never exceed the limit in between', {
    timeout: 120_000,
  }, async () => {
    const tenant = await tenantWith('runs', { quotaLimit: 700, cap: 'hard' });
    const tally = await storm(tenant, {
      each: 30,
      fate: (index) => (index % 3 === 0 ? 'commit' : 'release'),
    });
    expect(tally.most).toBeLessThanOrEqual(700);
    expect(tally.committed + tally.released + tally.refused).toBe(1920);
    await expectExact(tenant.organizationId, { used: tally.committed, overage: 0 });
    // Not one place is lost: what is left can be had, and no more.
    const rest = await storm(tenant, { each: 30, fate: () => 'commit', round: 'rest' });
    expect(tally.committed + rest.committed).toBe(700);
  });

  it('take two metrics together or neither', { timeout: 120_000 }, async () => {
    const tenant = await tenantWith('documents', { quotaLimit: 500, cap: 'hard' });
    await overrideLimit(tenant.organizationId, 'storage_bytes', { quotaLimit: 4000, cap: 'hard' });
    const tally = await storm(tenant, {
      each: 15,
      fate: () => 'commit',
      metrics: ['storage_bytes', 'documents'],
      quantities: [10, 1],
    });
    expect(tally.committed).toBe(400);
    expect(await tallyOf(tenant.organizationId, 'documents')).toMatchObject({
      used: 400,
      reserved: 0,
      events: 400,
    });
    expect(await tallyOf(tenant.organizationId, 'storage_bytes')).toMatchObject({
      used: 4000,
      eventsUsed: 4000,
    });
  });
});

type Tenant = { userId: string; organizationId: string };

async function tenantWith(
  metric: Metric,
  limit: { quotaLimit: number; cap?: 'hard' | 'soft' },
  planId: 'free' | 'team' = 'free',
): Promise<Tenant> {
  const person = await makePerson();
  await givePlan(person.organizationId, planId);
  await overrideLimit(person.organizationId, metric, limit);
  return person;
}

type Storm = {
  each: number;
  fate: (index: number) => 'commit' | 'release';
  metrics?: Metric[];
  quantities?: number[];
  round?: string;
};

/** Each connection reserves so many times, one after the other, and does with each what its fate is. */
async function storm(
  tenant: Tenant,
  { each, fate, metrics = ['runs'], quantities = [1], round = 'first' }: Storm,
) {
  const tally = { committed: 0, released: 0, refused: 0, most: 0 };
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let index = 0; index < each; index++) {
        const key = `${round}-${connection}-${index}`;
        // As the product does it: what is of one metric has a function of its own.
        const begun =
          metrics.length === 1
            ? await call(tenant, 'app.reserve_one($2, $3, $4, $5, 3600, true)', [
                key,
                metrics[0],
                quantities[0],
              ])
            : await call(tenant, 'app.reserve_usage($2, $3, $4, $5, 3600, true)', [key, metrics, quantities]);
        if (begun.outcome === 'refused') {
          tally.refused += 1;
          continue;
        }
        expect(begun.outcome).toBe('reserved');
        const [counter] = begun.items ?? [];
        if (counter) tally.most = Math.max(tally.most, counter.used + counter.reserved);
        if (fate(index) === 'commit') {
          expect(await call(tenant, 'app.commit_usage($2, $3)', [key])).toMatchObject({
            outcome: 'committed',
          });
          tally.committed += 1;
        } else {
          expect(await call(tenant, 'app.release_usage($2, $3)', [key])).toEqual({ outcome: 'released' });
          tally.released += 1;
        }
      }
    }),
  );
  return tally;
}

type Answer = { outcome: string; items?: { used: number; reserved: number }[] };

async function call(tenant: Tenant, what: string, values: unknown[]): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>({
    name: what,
    text: `with tenant as materialized (select set_config('request.jwt.claims', $1, true)) select ${what} as answer from tenant`,
    values: [
      JSON.stringify({ sub: tenant.userId, organization_id: tenant.organizationId }),
      tenant.organizationId,
      ...values,
    ],
  });
  const [row] = rows;
  if (!row) throw new Error('no answer');
  return row.answer;
}

async function expectExact(organizationId: string, { used, overage }: { used: number; overage: number }) {
  expect(await tallyOf(organizationId, 'runs')).toEqual({
    used,
    reserved: 0,
    overage,
    events: used,
    eventsUsed: used,
    eventsOverage: overage,
  });
}

async function alertsOf(organizationId: string): Promise<number[]> {
  const rows = await asService('test.alerts', (tx) =>
    tx.usageAlert.findMany({ where: { organizationId }, orderBy: { threshold: 'asc' } }),
  );
  return rows.map(({ threshold }) => threshold);
}
