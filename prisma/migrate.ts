import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** What {@link migrate} did: names of the migrations that it applied now, oldest first. */
export type MigrationReport = { applied: string[] };

/**
 * Applies every migration of `prisma/migrations` that the database has not seen, each as a whole, under an advisory
 * lock, and books them the way `prisma migrate deploy` does, so that either tool can go on after the other.
 * Afterwards ties the schema to Supabase's `auth.users` if that exists by now, and gives the login role of
 * `applicationUrl` its password.
 * @param ownerUrl connection of the role that owns the schema
 * @param applicationUrl the `DATABASE_URL` the application will use
 * @throws Error in one sentence when an applied migration was changed or a former run died half-way
 */
export async function migrate(ownerUrl: string, applicationUrl: string): Promise<MigrationReport> {
  const client = new Client({ connectionString: withoutSchema(ownerUrl) });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(72707369)');
    await client.query('create schema if not exists app');
    await client.query(bookkeeping);
    const applied = await applyPending(client);
    await client.query('select app.attach_to_auth()');
    await allowLogin(client, applicationUrl);
    return { applied };
  } finally {
    await client.end();
  }
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** Prisma's own table, in the schema that `?schema=app` makes Prisma use. */
const bookkeeping = `create table if not exists app._prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

async function applyPending(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from app._prisma_migrations where rolled_back_at is null',
  );
  const booked = new Map(rows.map((row) => [row.migration_name, row]));
  const applied: string[] = [];
  for (const name of await migrationNames()) {
    const sql = await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const former = booked.get(name);
    if (former && former.checksum !== checksum) {
      throw new Error(`Migration ${name} was changed after it was applied; write a new migration instead.`);
    }
    if (former && !former.finished_at) {
      throw new Error(`Migration ${name} was begun and not finished; see \`prisma migrate resolve\`.`);
    }
    if (former) continue;
    await applyOne(client, name, sql, checksum);
    applied.push(name);
  }
  return applied;
}

// File and booking in one transaction: a kill half-way leaves nothing behind.
async function applyOne(client: Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into app._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

// Supabase's pooler spells a role `role.project`. Other login roles are the operator's own business.
async function allowLogin(client: Client, applicationUrl: string): Promise<void> {
  const url = new URL(applicationUrl);
  if (decodeURIComponent(url.username).split('.')[0] !== 'foothold_app' || !url.password) return;
  const password = client.escapeLiteral(decodeURIComponent(url.password));
  await client.query(`alter role foothold_app with login password ${password}`);
}

// `?schema=` is Prisma's own word; PostgreSQL's driver must not see it.
function withoutSchema(connectionString: string): string {
  const url = new URL(connectionString);
  url.searchParams.delete('schema');
  return url.toString();
}
