import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextProgram } from '@/local/build';
import type { Variables } from '@/local/environment';
import type { LocalProfile } from '@/local/profiles';
import { type BurstPlan, type BurstResult, resultSchema } from './burst-plan';

/** A worker that is killed on the way and started again at once. */
export type MortalWorker = {
  /** Has it killed when so much is done that it is time. */
  meet: (done: number) => Promise<void>;
  killed: () => number;
  stop: () => Promise<void>;
};

/** The production build, and how much of a processor it has had so far. */
export type Web = { cpuMs: () => number | undefined; stop: () => Promise<void> };

/** Starts the production build and waits until it answers. @throws Error when it does not within a minute */
export async function startWeb({ ports, dataDir }: LocalProfile, variables: Variables): Promise<Web> {
  const child = start(dataDir, 'app', variables, [
    nextProgram,
    'start',
    '--port',
    String(ports.app),
    '--hostname',
    'localhost',
  ]);
  for (let waited = 0; waited < 60_000; waited += 200) {
    const answer = await fetch(`http://localhost:${ports.app}/api/health/live`).catch(() => undefined);
    if (answer?.ok) return { cpuMs: () => cpuMsOf(child), stop: () => end(child, 'SIGTERM') };
    await sleep(200);
  }
  await end(child, 'SIGKILL');
  throw new Error('The app did not answer within a minute.');
}

/** Starts a worker and does not wait for it. @param killAt how much is done when it is killed, each time once, by SIGKILL */
export function startMortalWorker(
  { dataDir }: LocalProfile,
  variables: Variables,
  killAt: readonly number[],
): MortalWorker {
  const startOne = () =>
    start(dataDir, 'worker', variables, ['--import', 'tsx', join(process.cwd(), 'worker', 'index.ts')]);
  let killed = 0;
  let child = startOne();
  return {
    killed: () => killed,
    stop: () => end(child, 'SIGTERM'),
    meet: async (done) => {
      const next = killAt[killed];
      if (next === undefined || done < next) return;
      killed += 1;
      await end(child, 'SIGKILL');
      child = startOne();
    },
  };
}

// In this very session, unlike the launcher's: between sessions Linux knows no priorities.
function start(dataDir: string, name: string, variables: Variables, args: string[]): ChildProcess {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const log = openSync(join(dataDir, 'logs', `${name}.log`), 'a');
  return spawn(process.execPath, args, {
    env: { ...process.env, ...variables, NODE_ENV: 'production' },
    stdio: ['ignore', log, log],
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** The process that sends; one burst after the other. */
export type Sender = { send: (plan: BurstPlan) => Promise<BurstResult>; stop: () => void };

/** Starts the process that sends bursts. It reads them from files in `folder`. */
export function startSender(folder: string): Sender {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'send-bursts.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    send: async (plan) => {
      const file = join(folder, 'burst.json');
      writeFileSync(file, JSON.stringify(plan));
      child.stdin.write(`${file}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('The process that sends has ended.');
      return resultSchema.parse(JSON.parse(value));
    },
    stop: () => child.stdin.end(),
  };
}

/**
 * Milliseconds of a processor that a process has had so far, threads included; undefined where the system does not say.
 * Unlike the time that passes it hardly depends on what else the machine does.
 */
function cpuMsOf({ pid }: ChildProcess): number | undefined {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // After the name, which may hold anything: user and system time, in hundredths of a second.
  const [user, system] = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) * 10;
}
