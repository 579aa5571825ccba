import type { Pool } from 'pg';
import type { Tenant } from './tenants';

/** Copies of the counters, one row an organization, of reservations, and of events with nothing but their unique index. */
export async function makeCopies(owner: Pool): Promise<void> {
  await owner.query(`
    drop table if exists public.bench_counters, public.bench_reservations, public.bench_events;
    create table public.bench_counters (like app.usage_counters including all) with (fillfactor = 50);
    insert into public.bench_counters (organization_id, metric, period_start)
      select id, 'runs', 'epoch' from app.organizations;
    create table public.bench_reservations (like app.usage_reservations including all);
    create table public.bench_events (like app.usage_events including defaults);
    alter table public.bench_events add primary key (organization_id, idempotency_key);
    analyze;`);
}

/** What the engine is held against: one statement, one row, nothing decided. */
export function bareUpdate(owner: Pool, { organizationId }: Tenant): Promise<unknown> {
  return owner.query({
    name: 'bare-update',
    text: `update public.bench_counters set used = used + 1, updated_at = now()
           where organization_id = $1 and metric = 'runs' and period_start = 'epoch' returning used`,
    values: [organizationId],
  });
}

/** Writes the rows of a reservation and of its commit in one statement each, nothing decided and nobody waited for. */
export async function bareWrites(owner: Pool, { organizationId }: Tenant, key: string): Promise<void> {
  await owner.query({
    name: 'bare-reserve',
    text: `with counter as (
             update public.bench_counters set reserved = reserved + 1, updated_at = now()
             where organization_id = $1 and metric = 'runs' and period_start = 'epoch' returning used, reserved)
           insert into public.bench_reservations
             (organization_id, idempotency_key, state, metrics, quantities, period_starts, expires_at, answer)
           select $1, $2, 'held', '{runs}', '{1}', '{epoch}', now() + interval '5 minutes', '[]' from counter
           on conflict do nothing returning expires_at`,
    values: [organizationId, key],
  });
  await owner.query({
    name: 'bare-commit',
    text: `with reservation as (
             update public.bench_reservations set state = 'committed', finished_at = now()
             where organization_id = $1 and idempotency_key = $2 and attempt = 1 and state = 'held'),
           counter as (
             update public.bench_counters set used = used + 1, reserved = reserved - 1, updated_at = now()
             where organization_id = $1 and metric = 'runs' and period_start = 'epoch')
           insert into public.bench_events (organization_id, idempotency_key, metric, period_start, quantity)
           values ($1, $2, 'runs', 'epoch', 1) returning quantity`,
    values: [organizationId, key],
  });
}

/** Reserves one run, as the product does. */
export function reserve(app: Pool, tenant: Tenant, key: string): Promise<void> {
  return call(app, tenant, `app.reserve_one($2, $3, 'runs', 1, 300, true)`, [key], 'reserved');
}

/** Commits what {@link reserve} reserved. */
export function commit(app: Pool, tenant: Tenant, key: string): Promise<void> {
  return call(app, tenant, 'app.commit_usage($2, $3, 1)', [key], 'committed');
}

/** Both in one call, for what is done in the same transaction. */
export function take(app: Pool, tenant: Tenant, key: string): Promise<void> {
  return call(app, tenant, `app.take_one($2, $3, 'runs', 1, true)`, [key], 'taken');
}

/** The same events into the copy in one statement, known keys left out. */
export function bareInsert(owner: Pool, { organizationId }: Tenant, count: number): Promise<unknown> {
  return owner.query({
    name: 'bare-insert',
    text: `insert into public.bench_events
             (organization_id, idempotency_key, metric, period_start, quantity, occurred_at, properties, request_hash)
           select $1, e.key, e.metric, 'epoch', e.quantity, e.at, e.properties::jsonb, e.hash
           from unnest($2::text[], $3::app.metric[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[])
             as e (key, metric, quantity, at, properties, hash)
           on conflict do nothing`,
    values: [organizationId, ...events(count)],
  });
}

/** Sends so many events, as the API does. @throws Error unless all are accepted */
export async function ingest(app: Pool, tenant: Tenant, count: number): Promise<void> {
  const { rows } = await app.query<{ answer: string[] }>({
    name: 'ingest',
    text: `with tenant as materialized (select set_config('request.jwt.claims', $1, true))
           select app.ingest_usage_events($2, $3::text[], $4::app.metric[], $5::bigint[], $6::timestamptz[], $7::text[],
             $8::text[], true) as answer from tenant`,
    values: [claimsOf(tenant), tenant.organizationId, ...events(count)],
  });
  if (rows[0]?.answer.some((outcome) => outcome !== 'accepted') ?? true)
    throw new Error('An event was not accepted.');
}

async function call(
  app: Pool,
  tenant: Tenant,
  what: string,
  values: unknown[],
  expected: string,
): Promise<void> {
  const { rows } = await app.query<{ answer: { outcome: string } }>({
    name: what,
    text: `with tenant as materialized (select set_config('request.jwt.claims', $1, true)) select ${what} as answer from tenant`,
    values: [claimsOf(tenant), tenant.organizationId, ...values],
  });
  if (rows[0]?.answer.outcome !== expected)
    throw new Error(`The engine answered ${rows[0]?.answer.outcome}.`);
}

function claimsOf({ userId, organizationId }: Tenant): string {
  return JSON.stringify({ sub: userId, organization_id: organizationId, role: 'authenticated' });
}

function events(count: number): unknown[] {
  const at = new Date().toISOString();
  const each = <T>(value: () => T) => Array.from({ length: count }, value);
  return [
    each(() => crypto.randomUUID()),
    each(() => 'api_calls'),
    each(() => 1),
    each(() => at),
    each(() => '{"route": "/v1/jobs", "status": 200}'),
    each(() => '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
  ];
}
