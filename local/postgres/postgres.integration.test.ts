import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalService } from '../service';
import { resolvePort } from '../shared/ports';
import { processFacts } from '../shared/processes';
import { makeLibraryLinks } from './binaries';
import { startPostgres } from './index';

let dataDir: string;
let running: LocalService[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foothold-postgres-'));
  await chmod(dataDir, 0o755);
});

afterEach(async () => {
  for (const service of running) await service.stop();
  running = [];
  await rm(dataDir, { recursive: true, force: true });
});

async function start(port = 0, folder = dataDir) {
  const service = await startPostgres({ dataDir: folder, port, durable: false });
  running.push(service);
  return service;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  it('gives a UTF-8 database named foothold with 200 connections on loopback only', async () => {
    const { ownerUrl } = await start();
    const [row] = await query(
      ownerUrl,
      `select current_database() as db, current_setting('server_encoding') as encoding,
         current_setting('max_connections') as connections, current_setting('listen_addresses') as addresses,
         current_setting('is_superuser') as super, current_setting('fsync') as fsync`,
    );
    expect(row).toEqual({
      db: 'foothold',
      encoding: 'UTF8',
      connections: '200',
      addresses: '127.0.0.1',
      super: 'on',
      fsync: 'off',
    });
  });

  it('keeps the data across a stop and a start', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start();
    expect(await query(second.ownerUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('keeps a wrong password out', async () => {
    const { ownerUrl } = await start();
    await expect(query(ownerUrl.replace(':postgres@', ':guess@'), 'select 1')).rejects.toThrow(/password/);
  });

  it('says in a sentence which port is taken', async () => {
    const blocker = createServer();
    const port = await resolvePort(0, 'test');
    await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve));
    await expect(start(port)).rejects.toThrow(
      `Port ${port} is already taken by another program; PostgreSQL needs it.`,
    );
    await new Promise((resolve) => blocker.close(resolve));
  });

  it('refuses a data folder that a living copy uses', async () => {
    await start();
    await expect(start()).rejects.toThrow(/in use by another running copy/);
  });

  it('shuts down a server whose parent was killed, and keeps what was committed', async () => {
    const port = await resolvePort(0, 'test');
    const script = `
      import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const { ownerUrl } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: ${port} });
      console.log(ownerUrl);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ownerUrl = await new Promise<string>((resolve) =>
      parent.stdout.on('data', (chunk) => resolve(String(chunk).trim())),
    );
    await query(ownerUrl, 'create table survived as select 1 as one');
    const exited = new Promise((resolve) => parent.once('exit', resolve));
    parent.kill('SIGKILL');
    await exited;
    const orphan = Number(
      (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
    );
    expect(await processFacts(orphan)).toBeDefined();

    const next = await start(port);
    expect(await processFacts(orphan)).toBeUndefined();
    expect(await query(next.ownerUrl, 'select one from survived')).toEqual([{ one: 1 }]);
  });

  it('starts over when making the cluster was cut short', async () => {
    await mkdir(join(dataDir, 'cluster', 'base'), { recursive: true });
    const { ownerUrl } = await start();
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0).each([
    ['the folder itself', 'data'],
    ['a folder above it', 'data/deeper'],
  ])('works as root when only root may enter %s', async (_, path) => {
    await mkdir(join(dataDir, 'data'), { mode: 0o700 });
    const { ownerUrl } = await start(0, join(dataDir, path));
    expect(await query(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('makeLibraryLinks', () => {
  it('makes the links that an install script would have made, and may be called again', async () => {
    await mkdir(join(dataDir, 'native/lib'), { recursive: true });
    await writeFile(join(dataDir, 'native/lib/libpq.so.5.18'), 'the library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(join(dataDir, 'native/pg-symlinks.json'), JSON.stringify(links));
    await makeLibraryLinks(dataDir);
    await makeLibraryLinks(dataDir);
    expect(await readFile(join(dataDir, 'native/lib/libpq.so.5'), 'utf8')).toBe('the library');
  });
});
