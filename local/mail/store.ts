import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** A mail that was accepted. `createdAt` is ISO 8601 in UTC. */
export type Message = {
  id: string;
  to: string[];
  from: string;
  subject: string;
  html: string;
  text: string;
  createdAt: string;
};

/** The mails of a data folder, newest first wherever they are listed. */
export type MailStore = {
  add(message: Message): void;
  /** @param filter part of a recipient's address, any case; without it every mail */
  list(filter: { to?: string; limit: number }): Message[];
  find(id: string): Message | undefined;
  clear(): void;
  /** What was answered to an idempotency key before, with the fingerprint of that request. */
  remembered(key: string): { fingerprint: string; answer: string } | undefined;
  remember(key: string, fingerprint: string, answer: string): void;
  close(): void;
};

/** Opens (and at the first start makes) the store. */
export function openMailStore(dataDir: string): MailStore {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'mail.sqlite'));
  database.exec(`
    pragma journal_mode = wal;
    create table if not exists messages (
      position integer primary key autoincrement, id text not null unique,
      recipients text not null, message text not null
    );
    create table if not exists idempotency (key text primary key, fingerprint text not null, answer text not null);
  `);
  const insert = database.prepare('insert into messages (id, recipients, message) values (?, ?, ?)');
  const search = database.prepare(
    `select message from messages where recipients like ? escape '\\' order by position desc limit ?`,
  );
  const byId = database.prepare('select message from messages where id = ?');
  const recall = database.prepare('select fingerprint, answer from idempotency where key = ?');
  const keep = database.prepare(
    'insert or replace into idempotency (key, fingerprint, answer) values (?, ?, ?)',
  );
  return {
    add: (message) => {
      insert.run(message.id, message.to.join('\n').toLowerCase(), JSON.stringify(message));
    },
    list: ({ to = '', limit }) => {
      const pattern = `%${to.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      return search.all(pattern, limit).map(parse);
    },
    find: (id) => {
      const row = byId.get(id);
      return row && parse(row);
    },
    clear: () => database.exec('delete from messages; delete from idempotency'),
    remembered: (key) => {
      const row = recall.get(key);
      return row && rememberedSchema.parse(row);
    },
    remember: (key, fingerprint, answer) => {
      keep.run(key, fingerprint, answer);
    },
    close: () => database.close(),
  };
}

const rowSchema = z.object({ message: z.string() });
const rememberedSchema = z.object({ fingerprint: z.string(), answer: z.string() });
const messageSchema: z.ZodType<Message> = z.object({
  id: z.string(),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  createdAt: z.string(),
});

function parse(row: unknown): Message {
  return messageSchema.parse(JSON.parse(rowSchema.parse(row).message));
}
