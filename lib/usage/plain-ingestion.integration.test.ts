import fc from 'fast-check';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect, type TenantContext } from '@/lib/db';
import { givePlan, makePerson } from '@/local/test/people';
import { ingestUsageEvents } from '.';
import { overrideLimit, tallyOf } from './test-support';

let owner: Pool;

beforeAll(() => {
  owner = new Pool({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0], max: 2 });
});
afterAll(async () => {
  await owner.end();
  await disconnect();
});

const metrics = ['runs', 'documents', 'search_queries'] as const;
const second = 1000;
const day = 86_400 * second;

type Sent = { key: number; metric: (typeof metrics)[number]; quantity: number; agoMs: number; note: number };

const sent: fc.Arbitrary<Sent> = fc.record({
  key: fc.integer({ min: 0, max: 12 }),
  metric: fc.constantFrom(...metrics),
  quantity: fc.integer({ min: 1, max: 4 }),
  agoMs: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-60 * second, 40 * second, 3 * day, 35.5 * day) },
  ),
  note: fc.integer({ min: 0, max: 1 }),
});
const batches = fc.array(fc.array(sent, { minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 6 });

describe('events that are sent to us in the short way', () => {
  it('are answered and counted as in the long one', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.constantFrom('free', 'team'), async (all, plan) => {
        const base = Date.now();
        const short = await makeTenant(plan);
        const long = await makeTenant(plan);
        for (const batch of all) {
          const body = batch.map((each) => eventOf(each, base));
          await forgetQuotas(long);
          expect(await ingestUsageEvents(short, body)).toEqual(await ingestUsageEvents(long, body));
        }
        for (const metric of metrics) {
          expect(await tallyOf(short.organizationId, metric)).toEqual(
            await tallyOf(long.organizationId, metric),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('are all that come after the first while there is much room, and no others', async () => {
    const tenant = await makePerson();
    // Its months begin now, so that none ends meanwhile.
    await givePlan(tenant.organizationId, 'pro');
    await overrideLimit(tenant.organizationId, 'runs', { quotaLimit: 10 });
    const ask = (...quantities: number[]) => askInTheShortWay(tenant, quantities, new Date());
    expect(await ask(1)).toBeNull();
    await ingestUsageEvents(tenant, { idempotencyKey: 'first', metric: 'runs', quantity: 1 });
    expect(await ask(1, 2)).toEqual(['accepted', 'accepted']);
    // Eight of ten are the first alert.
    expect(await ask(4)).toBeNull();
    expect(await ask(3)).toEqual(['accepted']);
    expect(await askInTheShortWay(tenant, [1], new Date(Date.now() - 33 * day))).toBeNull();
    expect(await tallyOf(tenant.organizationId, 'runs')).toMatchObject({ used: 7, eventsUsed: 7, events: 4 });
  });
});

async function makeTenant(plan: 'free' | 'team'): Promise<TenantContext> {
  const { userId, organizationId } = await makePerson();
  if (plan === 'team') await givePlan(organizationId, plan);
  await overrideLimit(
    organizationId,
    'runs',
    plan === 'free' ? { quotaLimit: 30, cap: 'soft' } : { quotaLimit: 30 },
  );
  await overrideLimit(organizationId, 'documents', { quotaLimit: 20 });
  return { userId, organizationId };
}

function eventOf({ key, metric, quantity, agoMs, note }: Sent, base: number) {
  return {
    idempotencyKey: `event-${key}`,
    metric,
    quantity,
    occurredAt: new Date(base - agoMs).toISOString(),
    properties: { note },
  };
}

/** Whose quotas are not known is counted for in the long way. */
async function forgetQuotas({ organizationId }: TenantContext): Promise<void> {
  await asService(
    'test.forget',
    (tx) => tx.$executeRaw`
      update app.usage_terms set valid_until = '-infinity' where organization_id = ${organizationId}::uuid`,
  );
}

/** What the short way answers by itself; null when it leaves it to the long one. */
async function askInTheShortWay(
  { organizationId }: TenantContext,
  quantities: number[],
  at: Date,
): Promise<string[] | null> {
  const { rows } = await owner.query<{ answer: string[] | null }>(
    `select app.ingest_plain_events($1, $2, array_fill('runs'::app.metric, array[$3::integer]), $4,
       array_fill($5::timestamptz, array[$3::integer]), array_fill(null::text, array[$3::integer]),
       array_fill(null::text, array[$3::integer]), true) as answer`,
    [organizationId, quantities.map(() => crypto.randomUUID()), quantities.length, quantities, at],
  );
  return rows[0]?.answer ?? null;
}
