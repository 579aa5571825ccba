import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startPostgres } from '../postgres';
import { resolvePort } from '../shared/ports';
import { startSupabase } from './index';

let dataDir: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foothold-restart-'));
  await chmod(dataDir, 0o755);
  postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), port: 0, durable: false });
});
afterEach(async () => {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const keys = { publishableKey: 'sb_publishable_local_r', secretKey: 'sb_secret_local_r' };

const start = (port: number) =>
  startSupabase({
    port,
    dataDir: join(dataDir, 'supabase'),
    ownerUrl: postgres.ownerUrl,
    mail: { url: 'http://127.0.0.1:1' },
    siteUrl: 'http://localhost:3999',
    ...keys,
  });

it('keeps users, sessions, signing key, files and functions across a restart', async () => {
  const port = await resolvePort(0, 'test');
  const first = await start(port);
  const admin = createClient(first.url, keys.secretKey, { auth: { persistSession: false } });
  await admin.auth.admin.createUser({
    email: 'a@example.com',
    password: 'correct horse',
    email_confirm: true,
  });
  await admin.storage.createBucket('kept', { public: false });
  await admin.storage.from('kept').upload('file', 'kept');
  const client = createClient(first.url, keys.publishableKey, { auth: { autoRefreshToken: false } });
  const { data } = await client.auth.signInWithPassword({
    email: 'a@example.com',
    password: 'correct horse',
  });
  const signed = await admin.storage.from('kept').createSignedUrl('file', 600);
  await first.stop();

  const second = await start(port);
  try {
    expect((await client.auth.getUser(data.session?.access_token)).data.user?.email).toBe('a@example.com');
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect(await (await fetch(signed.data?.signedUrl ?? '')).text()).toBe('kept');
    const database = new Client({ connectionString: postgres.ownerUrl });
    await database.connect();
    await database.query(`set request.jwt.claims = '{"sub":"0b3ff6a1-41c4-4f68-9c0f-6b3c1f2f3a55"}'`);
    const { rows } = await database.query('select auth.uid() as uid');
    await database.end();
    expect(rows[0].uid).toBe('0b3ff6a1-41c4-4f68-9c0f-6b3c1f2f3a55');
  } finally {
    await second.stop();
  }
});

it('says when a mail could not be sent, and lets the sign-up be tried again', async () => {
  const service = await start(0);
  try {
    const client = createClient(service.url, keys.publishableKey, { auth: { persistSession: false } });
    const { error } = await client.auth.signUp({ email: 'b@example.com', password: 'correct horse' });
    expect(error?.message).toBe('Error sending confirmation email');
  } finally {
    await service.stop();
  }
});

it('says in a sentence which port is taken', async () => {
  const blocker = createServer();
  const port = await resolvePort(0, 'test');
  await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve));
  await expect(start(port)).rejects.toThrow(
    `Port ${port} is already taken by another program; Supabase needs it.`,
  );
  await new Promise((resolve) => blocker.close(resolve));
});
