import fc from 'fast-check';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { type Items, type Terms, UsageModel } from './test-model';

let owner: Pool;
let app: Pool;
let person: TestPerson;
/** A fixed moment, from which anchors are counted back. */
const base = new Date(Math.floor(Date.now() / 1000) * 1000);

beforeAll(async () => {
  owner = new Pool({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0], max: 16 });
  app = new Pool({ connectionString: process.env.DATABASE_URL, max: 32 });
  person = await makePerson();
});
afterAll(async () => {
  await owner.end();
  await app.end();
  await disconnect();
});

type Command =
  | { do: 'reserve' | 'take'; key: number; items: Items }
  | { do: 'commit'; key: number; less: number }
  | { do: 'release' | 'expire'; key: number }
  | { do: 'giveBack'; key: number; quantity: number }
  | { do: 'terms'; terms: Terms }
  | { do: 'sweep' | 'billStanding' };

const key = fc.integer({ min: 0, max: 5 });
const quantity = fc.integer({ min: 1, max: 6 });
const items: fc.Arbitrary<Items> = fc.oneof(
  fc.record({ runs: quantity }),
  fc.record({ storage_bytes: quantity }),
  fc.record({ runs: quantity, storage_bytes: quantity }),
);
const terms: fc.Arbitrary<Terms> = fc.record({
  planId: fc.constantFrom('free', 'pro', 'team'),
  limit: fc.option(fc.integer({ min: 0, max: 15 })),
  cap: fc.constantFrom('hard', 'soft', null),
  // Another anchor is another period: this turns it, forward and back.
  anchorDaysBack: fc.constantFrom(1, 6, 11, 17),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('reserve' as const), key, items }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take' as const), key, items }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      key,
      less: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('release' as const, 'expire' as const), key }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('giveBack' as const), key, quantity }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('terms' as const), terms }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sweep' as const, 'billStanding' as const) }) },
);

describe('whatever is done in whatever order', () => {
  it('the database answers and counts as a plain model does', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(terms, fc.array(command, { minLength: 5, maxLength: 40 }), async (first, commands) => {
        const organizationId = await makeOrganization();
        const model = new UsageModel(base);
        await setTerms(organizationId, first);
        model.setTerms(first);
        for (const each of commands) {
          const answer = await inDatabase(organizationId, each);
          expect({ after: each, answer }).toEqual({ after: each, answer: inModel(model, each) });
        }
        expect(await countersOf(organizationId)).toEqual(model.counters());
        await expectCoherent(organizationId);
      }),
      { numRuns: 150 },
    );
  });

  it('counters are what events and reservations add up to, also when all of it is done at once', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        terms,
        fc.array(command, { minLength: 30, maxLength: 80 }),
        async (first, commands) => {
          const organizationId = await makeOrganization();
          await setTerms(organizationId, first);
          const answers = await Promise.all(commands.map((each) => inDatabase(organizationId, each)));
          // Whoever asks for the same thing at once is served one after the other, and nobody is told of an error.
          expect(answers).toHaveLength(commands.length);
          await expectCoherent(organizationId);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function inModel(model: UsageModel, command: Command): string {
  switch (command.do) {
    case 'reserve':
    case 'take':
      return model.begin(`op-${command.key}`, command.items, command.do);
    case 'commit':
      return model.commit(`op-${command.key}`, command.less);
    case 'release':
      return model.release(`op-${command.key}`);
    case 'expire':
      model.expire(`op-${command.key}`);
      return 'done';
    case 'giveBack':
      return model.giveBack(`back-${command.key}`, command.quantity);
    case 'terms':
      model.setTerms(command.terms);
      return 'done';
    case 'sweep':
      model.sweep();
      return 'done';
    case 'billStanding':
      model.billStanding();
      return 'done';
  }
}

async function inDatabase(organizationId: string, command: Command): Promise<string> {
  switch (command.do) {
    case 'reserve':
      return begin(organizationId, 'reserve', '600, true', command);
    case 'take':
      return begin(organizationId, 'take', 'true', command);
    case 'commit':
      return commit(organizationId, `op-${command.key}`, command.less);
    case 'release':
      return call(organizationId, 'app.release_usage($2, $3)', [`op-${command.key}`]);
    case 'expire':
      await owner.query(
        `update app.usage_reservations set expires_at = clock_timestamp() - interval '1 second'
         where organization_id = $1 and idempotency_key = $2 and state = 'held'`,
        [organizationId, `op-${command.key}`],
      );
      return 'done';
    case 'giveBack':
      return call(organizationId, `app.return_usage($2, $3, '{storage_bytes}', $4)`, [
        `back-${command.key}`,
        [command.quantity],
      ]);
    case 'terms':
      await setTerms(organizationId, command.terms);
      return 'done';
    case 'sweep':
      await asServiceRole('select app.release_expired_usage(1000)');
      return 'done';
    case 'billStanding':
      await asServiceRole('select app.bill_standing_overage()');
      return 'done';
  }
}

/** As the product does it: what is of one metric has functions of its own. */
function begin(
  organizationId: string,
  does: 'reserve' | 'take',
  rest: string,
  { key, items }: { key: number; items: Items },
): Promise<string> {
  const [metrics, quantities] = arraysOf(items);
  return metrics.length === 1
    ? call(organizationId, `app.${does}_one($2, $3, $4, $5, ${rest})`, [
        `op-${key}`,
        metrics[0],
        quantities[0],
      ])
    : call(organizationId, `app.${does}_usage($2, $3, $4, $5, ${rest})`, [`op-${key}`, metrics, quantities]);
}

/**
 * Commits less of each metric than was reserved, as far as that goes, of the attempt that was there when it looked; all of it
 * without naming any.
 */
async function commit(organizationId: string, name: string, less: number): Promise<string> {
  const { rows } = await owner.query<{ attempt: number; metrics: string[]; quantities: string[] }>(
    `select attempt, metrics::text[] as metrics, quantities from app.usage_reservations
     where organization_id = $1 and idempotency_key = $2 order by attempt desc limit 1`,
    [organizationId, name],
  );
  const reserved = rows[0] ?? { attempt: null, metrics: [], quantities: [] };
  const actual = reserved.quantities.map((each) => Math.max(0, Number(each) - less));
  return call(organizationId, 'app.commit_usage($2, $3, $4, $5, $6)', [
    name,
    reserved.attempt,
    less === 0 ? [] : reserved.metrics,
    less === 0 ? [] : actual,
  ]);
}

async function call(organizationId: string, what: string, values: unknown[]): Promise<string> {
  const { rows } = await app.query<{ outcome: string }>({
    text: `with tenant as materialized (select set_config('request.jwt.claims', $1, true))
           select ${what} ->> 'outcome' as outcome from tenant`,
    values: [
      JSON.stringify({ sub: person.userId, organization_id: organizationId }),
      organizationId,
      ...values,
    ],
  });
  return rows[0]?.outcome ?? 'no answer';
}

async function asServiceRole(statement: string): Promise<void> {
  const connection = await app.connect();
  try {
    await connection.query('begin');
    await connection.query(`select set_config('role', 'foothold_service', true)`);
    await connection.query(statement);
    await connection.query('commit');
  } finally {
    connection.release();
  }
}

async function makeOrganization(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `with made as (insert into app.organizations (name, kind) values ('Model', 'team') returning id)
     select id from made`,
  );
  const id = rows[0]?.id ?? '';
  await owner.query(`insert into app.memberships (organization_id, user_id, role) values ($1, $2, 'owner')`, [
    id,
    person.userId,
  ]);
  return id;
}

async function setTerms(
  organizationId: string,
  { planId, limit, cap, anchorDaysBack }: Terms,
): Promise<void> {
  const anchor = new Date(base.getTime() - anchorDaysBack * 86_400_000);
  // In one statement, as a sync or an admin would: whoever reads sees the old terms or the new ones.
  await owner.query(
    `with gone as (
       delete from app.subscriptions where organization_id = $1 and $2 = 'free'
     ), set as (
       insert into app.subscriptions
         (organization_id, id, stripe_customer_id, plan_id, "interval", status, currency, unit_amount, quantity,
          current_period_start, current_period_end, billing_anchor, cancel_at_period_end, stripe_created_at, synced_at)
       select $1, 'sub_' || $1::text, 'cus_' || $1::text, $2::app.plan_id, 'month', 'active', 'usd', 1, 1,
              now(), now(), $3, false, now(), now()
       where $2 <> 'free'
       on conflict (organization_id, id) do update set plan_id = excluded.plan_id, billing_anchor = excluded.billing_anchor
     )
     insert into app.entitlement_overrides (organization_id, kind, subject, quota_limit, cap, reason)
     select $1, 'limit', m, $4, $5::app.quota_cap, 'a test' from unnest(array['runs', 'storage_bytes']) m
     on conflict (organization_id, kind, subject) do update set quota_limit = excluded.quota_limit, cap = excluded.cap`,
    [organizationId, planId, anchor, limit, cap],
  );
}

async function countersOf(organizationId: string) {
  const { rows } = await owner.query<{
    metric: string;
    start: Date;
    used: string;
    reserved: string;
    overage: string;
  }>(
    `select metric::text, period_start as start, used, reserved, overage from app.usage_counters
     where organization_id = $1 and metric <> 'seats' and (used, reserved, overage) <> (0, 0, 0)`,
    [organizationId],
  );
  return Object.fromEntries(
    rows
      .map(({ metric, start, used, reserved, overage }): [string, object] => [
        `${metric} ${start.toISOString()}`,
        { used: Number(used), reserved: Number(reserved), overage: Number(overage) },
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What must hold after anything: each counter is what its events and its reservations say. */
async function expectCoherent(organizationId: string): Promise<void> {
  const { rows } = await owner.query(
    `with counters as (
       select * from app.usage_counters where organization_id = $1
     ), events as (
       select metric, period_start, sum(quantity) as used, sum(overage_quantity) as overage
       from app.usage_events where organization_id = $1 group by 1, 2
     ), standing as (
       select metric, period_start, sum(overage_quantity) as overage
       from app.usage_aggregates where organization_id = $1 and event_count = 0 group by 1, 2
     ), held as (
       select i.metric, i.period_start, sum(i.quantity) as reserved
       from app.usage_reservations r
       cross join lateral unnest(r.metrics, r.quantities, r.period_starts) as i (metric, quantity, period_start)
       where r.organization_id = $1 and r.state = 'held' group by 1, 2
     )
     select metric, period_start, c.used, e.used as events, c.reserved, h.reserved as held, c.overage,
            e.overage as billed, s.overage as standing
     from counters c
     full join events e using (metric, period_start)
     full join held h using (metric, period_start)
     full join standing s using (metric, period_start)
     where coalesce(c.used, 0) <> coalesce(e.used, 0) or coalesce(c.reserved, 0) <> coalesce(h.reserved, 0)
       or coalesce(c.overage, 0) <> coalesce(e.overage, 0) + coalesce(s.overage, 0)`,
    [organizationId],
  );
  expect(rows).toEqual([]);
}

function arraysOf(wanted: Items): [string[], number[]] {
  return [Object.keys(wanted), Object.values(wanted)];
}
