import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';

/**
 * As somebody who bypasses the whole application and writes SQL with the role and the claims of a signed-in person: in
 * every table of an organization, whichever there are.
 */
const client = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
let mine: TestPerson;
let theirs: TestPerson;
let tables: Table[];

type Table = {
  name: string;
  columns: { name: string; type: string; kind: string; required: boolean; generated: boolean }[];
};

beforeAll(async () => {
  await client.connect();
  [mine, theirs] = await Promise.all([makePerson(), makePerson()]);
  const viewer = await makePerson();
  await joinOrganization(viewer, mine.organizationId, 'viewer');
  tables = await tenantTables();
});
afterAll(() => client.end());

describe('in every table of an organization', () => {
  it('there is a row to be tried with', async () => {
    expect(tables.length).toBeGreaterThan(15);
    const refused: string[] = [];
    for (const table of tables) {
      for (const { organizationId } of [mine, theirs]) {
        await plant(table, organizationId).catch((error) => refused.push(`${table.name}: ${error.message}`));
      }
    }
    expect(refused).toEqual([]);
  });

  it('rows of another organization are not seen, changed, moved, removed or made', async () => {
    const broken: string[] = [];
    for (const { name, columns } of tables) {
      const row = await rowOf(name, theirs.organizationId);
      const own = await rowOf(name, mine.organizationId);
      const seen = await asMember(`select 1 from app.${name} where organization_id = $1`, [
        theirs.organizationId,
      ]);
      if (seen.rows > 0) broken.push(`${name}: seen`);
      const given = columns
        .filter(({ generated }) => !generated)
        .map((column) => `"${column.name}"`)
        .join();
      // One that is refused and one that finds nothing are both well.
      const attempts: [string, string, unknown[]][] = [
        [
          'claimed',
          `update app.${name} set organization_id = $2 where organization_id = $1`,
          [theirs.organizationId, mine.organizationId],
        ],
        [
          'given away',
          `update app.${name} set organization_id = $2 where organization_id = $1`,
          [mine.organizationId, theirs.organizationId],
        ],
        ['removed', `delete from app.${name} where organization_id = $1`, [theirs.organizationId]],
        [
          'made',
          `insert into app.${name} (${given}) select ${given} from jsonb_populate_record(null::app.${name}, $1)`,
          [JSON.stringify(row)],
        ],
      ];
      for (const [what, sql, values] of attempts) {
        const { rows, error } = await asMember(sql, values);
        if (rows > 0) broken.push(`${name}: ${what}`);
        // Anything else would mean that the attempt never came to be judged.
        if (error !== null && error !== '42501') broken.push(`${name}: ${what} ended with ${error}`);
      }
      expect(await rowOf(name, theirs.organizationId)).toEqual(row);
      expect(await rowOf(name, mine.organizationId)).toEqual(own);
    }
    expect(broken).toEqual([]);
  });

  it('a claim of an organization is worth nothing without being a member of it', async () => {
    for (const { name } of tables) {
      const { rows } = await asMember(
        `select 1 from app.${name} where organization_id = $1`,
        [theirs.organizationId],
        theirs.organizationId,
      );
      expect([name, rows]).toEqual([name, 0]);
    }
  });

  it('the own rows are there for a member, so that seeing none means something', async () => {
    const { rows } = await asMember('select 1 from app.saved_jobs where organization_id = $1', [
      mine.organizationId,
    ]);
    expect(rows).toBe(1);
  });
});

/** Runs one statement as the signed-in person `mine`, and takes back what it did. `error`: PostgreSQL's code. */
async function asMember(sql: string, values: unknown[], organizationId = mine.organizationId) {
  await client.query('begin');
  try {
    const claims = { sub: mine.userId, organization_id: organizationId, role: 'authenticated' };
    await client.query(
      `select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
      [JSON.stringify(claims)],
    );
    const { rowCount } = await client.query(sql, values);
    return { rows: rowCount ?? 0, error: null };
  } catch (error) {
    return { rows: 0, error: String((error as { code?: string }).code) };
  } finally {
    await client.query('rollback');
  }
}

async function tenantTables(): Promise<Table[]> {
  const { rows } = await client.query<{
    table: string;
    name: string;
    type: string;
    kind: string;
    required: boolean;
    generated: boolean;
  }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, t.typtype as kind,
      a.attnotnull and not a.atthasdef and a.attgenerated = '' as required, a.attgenerated <> '' as generated
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped)
    order by 1, a.attnum`);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({ name, columns }));
}

/** Makes a row with the least that the table takes; foreign keys and triggers are left out of it. */
async function plant({ name, columns }: Table, organizationId: string): Promise<void> {
  const given = columns.filter((column) => column.required || forced[name]?.[column.name] !== undefined);
  const values = given.map((column) => {
    if (column.name === 'organization_id') return organizationId;
    const value = forced[name]?.[column.name] ?? sampleOf(column);
    return typeof value === 'function' ? value() : value;
  });
  await client.query(`set session_replication_role = replica`);
  await client
    .query(
      `insert into app.${name} (${given.map((column) => `"${column.name}"`).join()})
     values (${given.map((column, index) => `$${index + 1}::${column.type}`).join()}) on conflict do nothing`,
      values,
    )
    .finally(() => client.query(`set session_replication_role = origin`));
}

function sampleOf({ type, kind }: Table['columns'][number]): unknown {
  if (kind === 'e') return firstLabels[type];
  const value = type.endsWith('[]') ? '{}' : samples[type];
  if (value === undefined) throw new Error(`No sample for the type ${type}.`);
  return value;
}

const samples: Record<string, unknown> = {
  uuid: () => crypto.randomUUID(),
  text: () => `a${crypto.randomUUID().slice(0, 8)}`,
  boolean: true,
  bigint: '1',
  integer: 1,
  smallint: 1,
  'double precision': 1,
  'numeric(20,6)': '1',
  numeric: '1',
  json: '{}',
  jsonb: '{}',
  bytea: () =>
    Buffer.from(crypto.randomUUID().replaceAll('-', '') + crypto.randomUUID().replaceAll('-', ''), 'hex'),
  'timestamp with time zone': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  tsvector: "'a':1",
};

const firstLabels: Record<string, string> = {};
beforeAll(async () => {
  const { rows } = await client.query<{ type: string; label: string }>(`
    select distinct on (t.oid) format_type(t.oid, null) as type, e.enumlabel as label
    from pg_type t join pg_enum e on e.enumtypid = t.oid order by t.oid, e.enumsortorder`);
  for (const { type, label } of rows) firstLabels[type] = label;
});

/** Where a check of the table wants something of its own. */
const forced: Record<string, Record<string, unknown>> = {
  api_keys: { scopes: '{jobs:read}' },
  audit_events: { action: 'a.test' },
  duplicate_dismissals: {
    job_id: '00000000-0000-7000-8000-000000000001',
    other_id: '00000000-0000-7000-8000-000000000002',
  },
  entitlement_overrides: { kind: 'limit', subject: 'runs', reason: 'a test' },
  invitations: { role: 'member' },
  invoices: { currency: 'usd' },
  job_interviews: { ends_at: '2026-01-01T01:00:00Z' },
  member_notices: { kind: 'invited', invitation_id: () => crypto.randomUUID() },
  payments: { currency: 'usd' },
  plan_grants: { plan_id: 'pro', reason: 'a test' },
  reminders: { remind_at: '2026-01-01T00:00:00Z' },
  trial_redemptions: { user_id: () => crypto.randomUUID() },
  usage_alerts: { threshold: 80 },
  usage_aggregates: { overage_quantity: '0', meter_state: 'none' },
  usage_reservations: { metrics: '{runs}', quantities: '{1}' },
};

async function rowOf(name: string, organizationId: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from app.${name} t where t.organization_id = $1 limit 1`,
    [organizationId],
  );
  const [found] = rows;
  if (!found) throw new Error(`${name} has no row.`);
  return found.row;
}
