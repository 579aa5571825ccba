import { type ChildProcess, spawn } from 'node:child_process';
import { access, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { LOOPBACK, type LocalService } from '../service';
import { endOrphan, processIn } from '../shared/orphans';
import { resolvePort } from '../shared/ports';
import { endWithParent } from '../shared/processes';
import { type Account, postgresAccount } from './account';
import { postgresBinaries } from './binaries';

/** What {@link startPostgres} needs. */
export type PostgresOptions = {
  /** Folder of its own; made when missing. The data stays there across restarts. */
  dataDir: string;
  /** TCP port, 0 for any free one. */
  port: number;
  /** `false` trades safety against a power cut for speed (tests). Default true. */
  durable?: boolean;
  /** Gets the server's log, line by line. */
  log?: (line: string) => void;
};

/**
 * Starts a real PostgreSQL with the database `foothold`, reached as superuser through `ownerUrl`.
 * Listens on loopback TCP only (no socket file), UTF-8, C locale, 200 connections.
 * @throws Error in one sentence when the port is taken, the data is in use or the server does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalService & { ownerUrl: string }> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'cluster');
  await mkdir(dataDir, { recursive: true });
  await endPostgresOrphan(dataDir);
  const port = await resolvePort(options.port, 'PostgreSQL');
  const binaries = await postgresBinaries();
  const account = await postgresAccount([binaries.postgres, dataDir]);
  await initialise(cluster, binaries.initdb, account).catch((error: unknown) => {
    throw foreignData(error)
      ? new Error(`${dataDir} belongs to another account; run as that one or remove it.`)
      : error;
  });
  await writeFile(ownerFile(dataDir), `${process.pid}\n`);
  const server = await launch(account, binaries.postgres, cluster, port, options);
  await createDatabase(port);
  return {
    url: `postgresql://${LOOPBACK}:${port}`,
    ownerUrl: connectionUrl(port, DATABASE),
    stop: () => shutDown(server),
  };
}

/**
 * Ends a PostgreSQL of this data folder whose starter was killed. Needed before the folder may be removed: afterwards
 * nothing tells whose it is.
 * @throws Error in one sentence when the starter still lives
 */
export async function endPostgresOrphan(dataDir: string): Promise<void> {
  const cluster = join(resolve(dataDir), 'cluster');
  await endOrphan({
    process: await processIn(join(cluster, 'postmaster.pid'), cluster),
    ownerFile: ownerFile(dataDir),
    name: `The database in ${dataDir}`,
    signal: 'SIGINT',
  });
}

function ownerFile(dataDir: string): string {
  return join(dataDir, 'started-by');
}

const DATABASE = 'foothold';
const PASSWORD = 'postgres';

function connectionUrl(port: number, database: string): string {
  return `postgresql://postgres:${PASSWORD}@${LOOPBACK}:${port}/${database}`;
}

// initdb writes PG_VERSION early, so a half-made cluster looks finished; this mark is written last.
async function initialise(cluster: string, initdb: string, account: Account): Promise<void> {
  const mark = join(cluster, 'foothold-ready');
  if (await exists(mark)) {
    await account.own(cluster);
    return;
  }
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { recursive: true });
  const passwordFile = join(cluster, '..', 'initial-password');
  await writeFile(passwordFile, `${PASSWORD}\n`);
  // Readable for the account that initdb runs as; the password guards a loopback port with made-up data.
  await chmod(passwordFile, 0o644);
  await account.own(cluster);
  try {
    await runToEnd(account, initdb, [
      `--pgdata=${cluster}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(mark, '');
}

function start(account: Account, program: string, args: string[]): ChildProcess {
  const { program: file, args: all, ...ids } = account.command(program, args);
  return spawn(file, all, {
    ...ids,
    // A group of its own: Ctrl-C in the terminal must reach us first, so that the services stop in order.
    detached: true,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
}

async function runToEnd(account: Account, program: string, args: string[]): Promise<void> {
  const child = start(account, program, args);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL could not make its data folder: ${lastLine(output)}`));
    });
  });
}

async function launch(
  account: Account,
  program: string,
  cluster: string,
  port: number,
  options: PostgresOptions,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durable === false && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = start(account, program, ['-D', cluster, '-p', String(port), ...flags]);
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start on port ${port}: ${lastLine(output)}`));
    child.once('error', (error) => reject(new Error(`PostgreSQL could not be run: ${error.message}`)));
    child.once('exit', fail);
    child.stderr?.on('data', (chunk) => {
      const text = String(chunk);
      if (options.log) for (const line of text.trimEnd().split('\n')) options.log(line);
      output = (output + text).slice(-4000);
      if (!output.includes('database system is ready to accept connections')) return;
      child.off('exit', fail);
      resolve();
    });
  });
  child.stdout?.resume();
  endWithParent(child, 'SIGINT');
  return child;
}

async function createDatabase(port: number): Promise<void> {
  const client = new Client({ connectionString: connectionUrl(port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

// SIGINT is PostgreSQL's fast shutdown: it disconnects clients and writes everything.
async function shutDown(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
}

function foreignData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
