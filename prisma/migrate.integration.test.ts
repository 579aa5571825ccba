import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '@/local/postgres';
import type { LocalService } from '@/local/service';
import { migrate } from './migrate';

let folder: string;
let postgres: LocalService & { ownerUrl: string };
let superuser: Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foothold-migrate-'));
  postgres = await startPostgres({ port: 0, dataDir: folder, durable: false });
  superuser = await connected(postgres.ownerUrl);
});
afterEach(async () => {
  await superuser.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('on an empty database', () => {
  it('applies everything, and nothing the second time', async () => {
    expect((await migrate(postgres.ownerUrl, applicationUrl())).applied.length).toBeGreaterThan(0);
    expect(await migrate(postgres.ownerUrl, applicationUrl())).toEqual({ applied: [] });
  });

  it('applies each migration once when two start at the same moment', async () => {
    const reports = await Promise.all([1, 2].map(() => migrate(postgres.ownerUrl, applicationUrl())));
    expect(reports.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
  });

  it('leaves no function to whoever it is not granted to by name', async () => {
    await migrate(postgres.ownerUrl, applicationUrl());
    const { rows } = await superuser.query(`
      select p.proname from pg_proc p
      where p.pronamespace = 'app'::regnamespace and (p.proacl is null or p.proacl::text ~ '[{,]=X')`);
    expect(rows).toEqual([]);
  });

  it('refuses to go on when an applied migration was changed', async () => {
    await migrate(postgres.ownerUrl, applicationUrl());
    await superuser.query(`update app._prisma_migrations set checksum = 'other'`);
    await expect(migrate(postgres.ownerUrl, applicationUrl())).rejects.toThrow(
      /was changed after it was applied/,
    );
  });
});

describe('on a database that counted usage before it could be billed', () => {
  const id = '00000000-0000-4000-8000-000000000002';

  it('keeps what was counted, and counts on from there', async () => {
    const all = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name));
    const apply = async (names: string[]) => {
      for (const name of names.sort()) {
        await superuser.query(readFileSync(join('prisma/migrations', name, 'migration.sql'), 'utf8'));
      }
    };
    const asService = async (sql: string) => {
      await superuser.query('set role foothold_service');
      const { rows } = await superuser.query(sql);
      await superuser.query('reset role');
      return rows;
    };
    await superuser.query('create schema app');
    await apply(all.filter((name) => name < '20261126100000'));
    await superuser.query(`
      insert into app.plans values ('free', 'Free', 0, '{}', 0, 1, 1, 1);
      insert into app.plan_limits values ('free', 'saved_jobs', 'total', 3, 'hard'), ('free', 'seats', 'total', 3, 'hard');
      select app.make_user('${id}', 'a@example.test', '{}')`);
    for (const key of ['a', 'b', 'c'])
      await asService(`select * from app.consume_usage('${id}', 'saved_jobs', 1, '${key}')`);
    await asService(`select app.return_usage('${id}', 'saved_jobs', 1, 'c gone')`);

    await apply(all.filter((name) => name >= '20261126100000'));
    const { rows } = await superuser.query(`
      select c.metric, c.used::int, sum(e.quantity)::int as events
      from app.usage_counters c
      join app.usage_events e on (e.organization_id, e.metric, e.period_start) = (c.organization_id, c.metric, c.period_start)
      group by c.metric, c.used order by c.metric`);
    expect(rows).toEqual([
      { metric: 'saved_jobs', used: 2, events: 2 },
      { metric: 'seats', used: 1, events: 1 },
    ]);
    const take = (key: string) =>
      asService(
        `select app.take_usage('${id}', '${key}', '{saved_jobs}', '{1}', true) ->> 'outcome' as outcome`,
      );
    expect(await take('d')).toEqual([{ outcome: 'taken' }]);
    expect(await take('e')).toEqual([{ outcome: 'refused' }]);
    expect(await asService('select app.aggregate_usage(100) as events')).toEqual([{ events: 6 }]);
    expect(await asService('select app.aggregate_usage(100) as events')).toEqual([{ events: 0 }]);
  });
});

describe('on a database like hosted Supabase’s', () => {
  const id = '00000000-0000-4000-8000-000000000001';

  // Its owner is no superuser, `auth` belongs to another role, and people may have signed up before.
  beforeEach(() =>
    superuser.query(`
      create role hosted login password 'hosted' createdb createrole replication bypassrls;
      create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;
      grant anon, authenticated, service_role to hosted with admin option;
      create role supabase_auth_admin login password 'auth' noinherit createrole;
      alter database foothold owner to hosted;
      create schema auth authorization supabase_auth_admin;
      create table auth.users (id uuid primary key, email text, email_confirmed_at timestamptz, raw_user_meta_data jsonb);
      alter table auth.users owner to supabase_auth_admin;
      alter table auth.users enable row level security;
      grant usage on schema auth to hosted;
      grant all on auth.users to hosted;
      insert into auth.users values (gen_random_uuid(), 'Early@example.test', now(), '{"name": "Early"}')`),
  );

  it('applies without a superuser, takes in earlier accounts, and follows new, changed and deleted ones', async () => {
    await migrate(urlOf('hosted', 'hosted'), applicationUrl());
    await migrate(urlOf('hosted', 'hosted'), applicationUrl());
    expect(await emails()).toEqual(['early@example.test']);

    const auth = await connected(urlOf('supabase_auth_admin', 'auth'));
    try {
      await auth.query(`insert into auth.users values ('${id}', 'New@example.test', null, '{}')`);
      expect(await emails()).toEqual(['early@example.test', 'new@example.test']);
      await auth.query(`update auth.users set email = 'Other@example.test' where id = '${id}'`);
      expect(await emails()).toEqual(['early@example.test', 'other@example.test']);
      expect(await consumed()).toEqual([{ outcome: 'taken', used: '1' }]);
      await auth.query(`delete from auth.users where id = '${id}'`);
    } finally {
      await auth.end();
    }
    expect(await emails()).toEqual(['early@example.test']);
    const { rows } = await superuser.query(
      `select (select count(*)::int from app.organizations) as organizations,
              (select count(*)::int from app.usage_events where organization_id = '${id}') as events`,
    );
    expect(rows).toEqual([{ organizations: 1, events: 0 }]);
  });

  // As the application does it: logged in without rights, then as this one tenant.
  async function consumed(): Promise<unknown[]> {
    await superuser.query(`
      insert into app.plans values ('free', 'Free', 0, '{}', 0, 1, 1, 1);
      insert into app.plan_limits values ('free', 'saved_jobs', 'total', 10, 'hard')`);
    const app = await connected(applicationUrl());
    try {
      await app.query('begin');
      await app.query(
        `select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
        [JSON.stringify({ sub: id, organization_id: id })],
      );
      const { rows } = await app.query(
        `select a ->> 'outcome' as outcome, a -> 'items' -> 0 ->> 'used' as used
         from app.take_usage($1, 'key', '{saved_jobs}', '{1}', true) a`,
        [id],
      );
      await app.query('commit');
      return rows;
    } finally {
      await app.end();
    }
  }
});

async function emails(): Promise<unknown[]> {
  const { rows } = await superuser.query('select email from app.users order by email');
  return rows.map((row) => row.email);
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

function applicationUrl(): string {
  return urlOf('foothold_app', 'application');
}

function urlOf(user: string, password: string): string {
  const url = new URL(postgres.ownerUrl);
  url.username = user;
  url.password = password;
  return url.toString();
}
