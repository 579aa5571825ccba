import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { LOOPBACK } from '../service';
import { findProgram } from '../shared/find-program';
import { endOrphan } from '../shared/orphans';
import { livingProcess, writePidFile } from '../shared/pid-file';
import { resolvePort } from '../shared/ports';
import { endWithParent } from '../shared/processes';
import type { Command, Outcome, RedisEngine } from './engine';
import { resolveScript, ScriptStore } from './scripts';

/**
 * A real redis-server on loopback, with every write kept in `dataDir`.
 * @throws Error in one sentence when it does not come up
 */
export async function startRedisEngine(options: {
  program: string;
  port: number;
  dataDir: string;
}): Promise<RedisEngine> {
  await endRedisOrphan(options.dataDir);
  const { pidFile, ownerFile } = processFiles(options.dataDir);
  const port = await resolvePort(options.port, 'redis-server');
  const server = await spawnServer(options.program, port, options.dataDir);
  await writeFile(ownerFile, `${process.pid}\n`);
  if (server.pid) await writePidFile(pidFile, server.pid);
  const client = await connect(server, port);
  const scripts = new ScriptStore();
  return {
    kind: 'redis',
    run: (command) => runOne(client, scripts, command),
    pipeline: (commands) => Promise.all(commands.map((command) => outcome(runOne(client, scripts, command)))),
    transaction: (commands) => runTransaction(client, scripts, commands),
    stop: async () => {
      client.disconnect();
      await end(server);
    },
  };
}

/** Ends a redis-server of this data folder whose starter was killed. @throws Error in one sentence when it still lives */
export async function endRedisOrphan(dataDir: string): Promise<void> {
  const { pidFile, ownerFile } = processFiles(dataDir);
  const name = `The Redis data in ${dataDir}`;
  await endOrphan({ process: await livingProcess(pidFile), ownerFile, name, signal: 'SIGTERM' });
}

function processFiles(dataDir: string): { pidFile: string; ownerFile: string } {
  return { pidFile: join(dataDir, 'redis.pid'), ownerFile: join(dataDir, 'started-by') };
}

async function spawnServer(program: string, port: number, dataDir: string): Promise<ChildProcess> {
  const settings = {
    port: String(port),
    bind: LOOPBACK,
    dir: dataDir,
    appendonly: 'yes',
    save: '',
    daemonize: 'no',
    'always-show-logo': 'no',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  // Linux can end the server even when this process is killed outright; elsewhere the next start finds the orphan.
  const setpriv = process.platform === 'linux' ? await findProgram('setpriv') : undefined;
  const [file, all] = setpriv ? [setpriv, ['--pdeathsig', 'TERM', program, ...args]] : [program, args];
  const server = spawn(file, all, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithParent(server, 'SIGTERM');
  return server;
}

async function connect(server: ChildProcess, port: number): Promise<Redis> {
  let output = '';
  const collect = (chunk: unknown) => {
    output = (output + String(chunk)).slice(-2000);
  };
  server.stdout?.on('data', collect);
  server.stderr?.on('data', collect);
  const client = new Redis({
    host: LOOPBACK,
    port,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 25,
  });
  // The port is closed until the server listens; only its exit is a failure.
  client.on('error', () => undefined);
  const exited = new Promise<never>((_, reject) => {
    const fail = (reason: string) =>
      reject(new Error(`redis-server did not start on port ${port}: ${reason}`));
    server.once('error', (error) => fail(error.message));
    server.once('exit', () => fail(output.trim().split('\n').at(-1) ?? 'it said nothing'));
  });
  exited.catch(() => undefined);
  // While it reads its data it answers LOADING, which ioredis waits out before it calls the connection ready.
  await Promise.race([client.ping(), exited]).catch((error: unknown) => {
    client.disconnect();
    throw error;
  });
  return client;
}

async function runOne(client: Redis, scripts: ScriptStore, command: Command): Promise<unknown> {
  const resolved = resolveScript(scripts, command);
  if ('answer' in resolved) return resolved.answer;
  const [name = '', ...args] = resolved.run;
  return flat(await client.call(name, ...args));
}

async function runTransaction(client: Redis, scripts: ScriptStore, commands: Command[]): Promise<Outcome[]> {
  const transaction = client.multi();
  for (const command of commands) {
    const resolved = resolveScript(scripts, command);
    if ('answer' in resolved) throw new Error('ERR SCRIPT is not allowed in a transaction');
    const [name = '', ...args] = resolved.run;
    transaction.call(name, ...args);
  }
  const results = (await transaction.exec()) ?? [];
  return results.map(([error, result]) => (error ? { error: error.message } : { result: flat(result) }));
}

async function outcome(running: Promise<unknown>): Promise<Outcome> {
  return running.then(
    (result) => ({ result }),
    (error: Error) => ({ error: error.message }),
  );
}

// ioredis makes an object of HGETALL; on the wire it is a list of names and values.
function flat(reply: unknown): unknown {
  const isPlain = typeof reply === 'object' && reply !== null && !Array.isArray(reply);
  return isPlain ? Object.entries(reply).flat() : reply;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
