import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Pool } from 'pg';
import { startPostgres } from '../postgres';
import { readBody, serveHttp } from '../shared/http-server';
import { openPool } from './database';
import { startSupabase } from './index';
import type { SupabaseOptions } from './options';

/** A mail as the fake mail service of the tests took it. */
type CaughtMail = { to: string[]; subject: string; html: string; text: string };

/** One Supabase of its own for a test file, with the mails it sent and clients on it. */
export type Harness = {
  url: string;
  /** The database as its superuser. */
  ownerUrl: string;
  /** Superuser queries, to look behind the API. */
  pool: Pool;
  mails: CaughtMail[];
  /** The newest mail's link and code. Throws when there is none to that address. */
  lastMail(to: string): CaughtMail & { link: URL; tokenHash: string; code: string };
  /** A client as a browser has it: publishable key, no session yet. */
  client(flowType?: 'implicit' | 'pkce'): SupabaseClient;
  admin: SupabaseClient;
  stop(): Promise<void>;
};

export const PUBLISHABLE_KEY = 'sb_publishable_local_test';
const SECRET_KEY = 'sb_secret_local_test';
export const SITE_URL = 'http://localhost:3999';

/** Starts Postgres, a mail catcher and Supabase on free ports in a temporary folder. */
export async function startHarness(options: Partial<SupabaseOptions> = {}): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foothold-supabase-'));
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0, durable: false });
  const mails: CaughtMail[] = [];
  const mailbox = await serveHttp({
    port: 0,
    service: 'mail catcher',
    handler: async (request) => {
      mails.push(JSON.parse(String(await readBody(request, 1_000_000))));
      return Response.json({ id: String(mails.length) });
    },
  });
  const supabase = await startSupabase({
    port: 0,
    dataDir: join(dataDir, 'supabase'),
    ownerUrl: postgres.ownerUrl,
    mail: { url: mailbox.url },
    siteUrl: SITE_URL,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
    ...options,
  });
  const pool = openPool(postgres.ownerUrl, 2);
  const auth = { autoRefreshToken: false, detectSessionInUrl: false };
  return {
    url: supabase.url,
    ownerUrl: postgres.ownerUrl,
    pool,
    mails,
    lastMail: (to) => {
      const mail = mails.findLast((candidate) => candidate.to.includes(to));
      if (!mail) throw new Error(`No mail to ${to}`);
      const link = new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? 'none:');
      const code = /code: (\d{6})/.exec(mail.text)?.[1] ?? '';
      return { ...mail, link, code, tokenHash: link.searchParams.get('token_hash') ?? '' };
    },
    client: (flowType = 'implicit') =>
      createClient(supabase.url, PUBLISHABLE_KEY, { auth: { ...auth, flowType, storage: memoryStorage() } }),
    admin: createClient(supabase.url, SECRET_KEY, { auth: { ...auth, persistSession: false } }),
    stop: async () => {
      await pool.end();
      await supabase.stop();
      await mailbox.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a confirmed user and gives a client that is signed in as them. */
export async function signedIn(harness: Harness, email: string, password = 'correct horse') {
  const created = await harness.admin.auth.admin.createUser({ email, password, email_confirm: true });
  if (created.error) throw created.error;
  const client = harness.client();
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return { client, user: data.user, session: data.session };
}

function memoryStorage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}
