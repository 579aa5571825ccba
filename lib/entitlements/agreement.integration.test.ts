import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { metrics, planIds } from '@/lib/plans';
import { makePerson } from '@/local/test/people';
import { computeEntitlements } from './compute-entitlements';
import { readFacts } from './read-facts';

let organizationId: string;
let owner: Client;

beforeAll(async () => {
  ({ organizationId } = await makePerson());
  owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await disconnect();
});

const seconds = fc.integer({ min: -9 * 86_400, max: 9 * 86_400 });
/** Seconds from now: long before and after the end of the grace, and close to it. */
const overdue = fc.option(fc.oneof(seconds, fc.integer({ min: -7 * 86_400 - 30, max: -7 * 86_400 + 30 })));
const subscription = fc.record({
  plan: fc.constantFrom(...planIds),
  status: fc.constantFrom(
    'incomplete',
    'incomplete_expired',
    'trialing',
    'active',
    'past_due',
    'canceled',
    'unpaid',
    'paused',
  ),
  overdue,
  anchor: seconds,
  seats: fc.integer({ min: 0, max: 5 }),
  // Few values, so that some are the same.
  made: fc.integer({ min: -3, max: 0 }),
  refused: fc.boolean(),
  trialEnd: fc.option(fc.oneof(seconds, fc.constant(0))),
});
const purchase = fc.record({
  plan: fc.constantFrom(...planIds),
  status: fc.constantFrom('succeeded', 'processing', 'canceled'),
  refunded: fc.constantFrom(0, 50, 100),
  disputed: fc.boolean(),
});
const grant = fc.record({
  plan: fc.constantFrom(...planIds.filter((id) => id !== 'free')),
  // Some have yet to begin, some are over, some have no end.
  starts: seconds,
  lasts: fc.option(fc.integer({ min: 1, max: 12 * 86_400 })),
});
const override = fc.record({
  metric: fc.constantFrom('runs', 'seats', 'storage_bytes', 'documents'),
  limit: fc.option(fc.integer({ min: 0, max: 1000 })),
  cap: fc.constantFrom('hard', 'soft', null),
  expires: fc.option(seconds),
});

describe('what we reckon and what the database decides', () => {
  it('are the same for any subscriptions, purchases, grants and overrides', {
    timeout: 180_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(subscription, { maxLength: 3 }),
        fc.array(purchase, { maxLength: 2 }),
        fc.array(grant, { maxLength: 1 }),
        fc.uniqueArray(override, { maxLength: 3, selector: ({ metric }) => metric }),
        async (subscriptions, purchases, grants, overrides) => {
          await owner.query('select pg_temp.put($1, $2, $3, $4, $5)', [
            organizationId,
            JSON.stringify(subscriptions),
            JSON.stringify(purchases),
            JSON.stringify(grants),
            JSON.stringify(overrides),
          ]);
          const { facts } = await readFacts(organizationId);
          const reckoned = computeEntitlements(facts);
          const decided = await decidedAt(facts.now);
          expect({
            planId: reckoned.planId,
            readOnly: reckoned.readOnly,
            limits: Object.fromEntries(
              metrics.map((metric) => {
                const { limit, cap, period, overage } = reckoned.limits[metric];
                return [metric, { limit, cap, period, quantity: overage?.quantity ?? null }];
              }),
            ),
            anchor: reckoned.billingAnchor,
          }).toEqual(decided);
        },
      ),
      { numRuns: 250 },
    );
  });

  beforeAll(() =>
    owner.query(`
      create function pg_temp.put(org uuid, subs jsonb, buys jsonb, given jsonb, own jsonb) returns void language sql as $$
        delete from app.subscriptions where organization_id = org;
        delete from app.payments where organization_id = org;
        delete from app.trial_redemptions where organization_id = org;
        delete from app.entitlement_overrides where organization_id = org;
        delete from app.plan_grants where organization_id = org;
        insert into app.plan_grants (organization_id, plan_id, starts_at, ends_at, reason)
        select org, (g ->> 'plan')::app.plan_id, b.starts_at, b.starts_at + make_interval(secs => (g ->> 'lasts')::int), 'a test'
        from jsonb_array_elements(given) g
        cross join lateral (select now() + make_interval(secs => (g ->> 'starts')::int) as starts_at) b;
        insert into app.subscriptions
          (organization_id, id, stripe_customer_id, plan_id, "interval", status, currency, unit_amount, quantity,
           current_period_start, current_period_end, billing_anchor, cancel_at_period_end, past_due_since, extra_seats,
           trial_end, stripe_created_at, synced_at)
        select org, 'sub_' || i || org, 'cus', (s ->> 'plan')::app.plan_id, 'month', (s ->> 'status')::app.subscription_status,
          'usd', 1, 1, now(), now(), date_trunc('second', now()) + make_interval(secs => (s ->> 'anchor')::int), false,
          date_trunc('milliseconds', now()) + make_interval(secs => (s ->> 'overdue')::int), (s ->> 'seats')::int,
          now() + make_interval(secs => (s ->> 'trialEnd')::int),
          date_trunc('day', now()) + make_interval(days => (s ->> 'made')::int), now()
        from jsonb_array_elements(subs) with ordinality as e (s, i);
        insert into app.trial_redemptions (organization_id, subscription_id, refused_at)
        select org, 'sub_' || i || org, now() from jsonb_array_elements(subs) with ordinality as e (s, i)
        where (s ->> 'refused')::boolean;
        insert into app.payments
          (organization_id, id, stripe_customer_id, status, currency, amount, amount_received, amount_refunded,
           grants_plan_id, disputed, stripe_created_at, synced_at)
        select org, 'pi_' || i || org, 'cus', (b ->> 'status')::app.payment_status, 'usd', 100, 100, (b ->> 'refunded')::int,
          (b ->> 'plan')::app.plan_id, (b ->> 'disputed')::boolean, now(), now()
        from jsonb_array_elements(buys) with ordinality as e (b, i);
        insert into app.entitlement_overrides (organization_id, kind, subject, quota_limit, cap, expires_at, reason)
        select org, 'limit', o ->> 'metric', (o ->> 'limit')::bigint, (o ->> 'cap')::app.quota_cap,
          now() + make_interval(secs => (o ->> 'expires')::int), 'a test'
        from jsonb_array_elements(own) o;
      $$`),
  );
});

/** What the database's own functions say, at a moment so close that nothing ended in between. */
async function decidedAt(at: Date) {
  const [row] = await asService(
    'test.decided',
    (tx) => tx.$queryRaw<Record<string, unknown>[]>`
      select app.effective_plan_id(${organizationId}::uuid)::text as "planId",
        app.is_read_only(${organizationId}::uuid) as "readOnly",
        (select jsonb_object_agg(q.metric, jsonb_build_object(
           'limit', q.quota_limit, 'cap', q.cap, 'period', q.period, 'quantity', q.overage_quantity))
         from app.quotas_of(${organizationId}::uuid, enum_range(null::app.metric), now()) q) as limits,
        (select f.anchor from app.plan_in_force(${organizationId}::uuid) f) as anchor`,
  );
  expect(Date.now() - at.getTime()).toBeLessThan(5_000);
  const anchor = row?.anchor instanceof Date ? row.anchor.toISOString() : null;
  return { ...row, anchor };
}
