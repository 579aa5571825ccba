import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ObjectType } from './objects';

/** Opens (or makes) the emulator's database in `dataDir`. One process at a time may have it open. */
export function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'stripe.sqlite'));
  // A crash of the machine may lose the last writes; a crash of the process loses nothing.
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma busy_timeout = 2000;');
  makeTables(database);
  return database;
}

/** Makes the tables that are not there yet. */
export function makeTables(database: DatabaseSync): void {
  database.exec(tables);
}

/**
 * Empties every table: the state of an account on its first day.
 * @param keep types of objects that stay
 */
export function emptyDatabase(database: DatabaseSync, keep: readonly ObjectType[] = []): void {
  database.exec('delete from deliveries; delete from idempotency_keys; delete from settings;');
  const marks = keep.map(() => '?').join(', ');
  database.prepare(`delete from objects where type not in (${marks})`).run(...keep);
}

const tables = `
create table if not exists objects (
  seq integer primary key autoincrement,
  id text not null unique,
  type text not null,
  created integer not null,
  deleted integer not null default 0,
  data text not null,
  private text
);
create index if not exists objects_type on objects (type, seq);
create index if not exists objects_customer on objects (type, json_extract(data, '$.customer'));
create index if not exists objects_subscription on objects (type, json_extract(data, '$.subscription'));
create index if not exists objects_invoice on objects (type, json_extract(data, '$.invoice'));
create index if not exists objects_lookup_key on objects (type, json_extract(data, '$.lookup_key'));

create table if not exists deliveries (
  seq integer primary key autoincrement,
  id text not null unique,
  event_id text not null,
  event_type text not null,
  endpoint_id text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  due_at_ms integer not null,
  last_status integer,
  last_error text
);
create index if not exists deliveries_due on deliveries (status, due_at_ms);
create index if not exists deliveries_event on deliveries (event_id);

create table if not exists idempotency_keys (
  key text primary key,
  fingerprint text not null,
  status integer not null,
  body text not null,
  created integer not null
);

create table if not exists settings (name text primary key, value text not null);
`;
