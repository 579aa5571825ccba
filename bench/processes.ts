import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextProgram } from '@/local/build';
import { type Child, startChild } from '@/local/child';
import type { Variables } from '@/local/environment';
import type { LocalProfile } from '@/local/profiles';
import { livingProcess } from '@/local/shared/pid-file';
import { type BurstPlan, type BurstResult, resultSchema } from './burst-plan';

/** A worker that is killed on the way and started again at once. */
export type MortalWorker = {
  /** Has it killed when so much is done that it is time. */
  meet: (done: number) => Promise<void>;
  killed: () => number;
  stop: () => Promise<void>;
};

/** Starts the production build and waits until it answers. @throws Error when it does not within a minute */
export async function startWeb(profile: LocalProfile, variables: Variables): Promise<Child> {
  const child = await startChild({
    name: 'The app',
    args: [nextProgram, 'start', '--port', String(profile.ports.app), '--hostname', 'localhost'],
    env: { ...variables, NODE_ENV: 'production' },
    ...files(profile, 'app'),
  });
  for (let waited = 0; waited < 60_000; waited += 200) {
    const answer = await fetch(`http://localhost:${profile.ports.app}/api/health/live`).catch(
      () => undefined,
    );
    if (answer?.ok) return child;
    await sleep(200);
  }
  await child.stop();
  throw new Error('The app did not answer within a minute.');
}

/** Starts a worker and does not wait for it. @param killAt how much is done when it is killed, each time once, by SIGKILL */
export async function startMortalWorker(
  profile: LocalProfile,
  variables: Variables,
  killAt: readonly number[],
): Promise<MortalWorker> {
  const start = () =>
    startChild({
      name: 'The worker',
      args: ['--import', 'tsx', join(process.cwd(), 'worker', 'index.ts')],
      env: { ...variables, NODE_ENV: 'production' },
      ...files(profile, 'worker'),
    });
  let killed = 0;
  let child = await start();
  return {
    killed: () => killed,
    stop: () => child.stop(),
    meet: async (done) => {
      const next = killAt[killed];
      if (next === undefined || done < next) return;
      killed += 1;
      const worker = await livingProcess(files(profile, 'worker').pidFile);
      if (!worker) throw new Error('The worker has ended by itself.');
      process.kill(worker.pid, 'SIGKILL');
      await child.exited;
      child = await start();
    },
  };
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
 * Milliseconds of a processor that the app has had so far, threads included; undefined where the system does not say.
 * Unlike the time that passes it hardly depends on what else the machine does.
 */
export async function appCpuMs(profile: LocalProfile): Promise<number | undefined> {
  const app = await livingProcess(files(profile, 'app').pidFile);
  const stat = `/proc/${app?.pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // After the name, which may hold anything: user and system time, in hundredths of a second.
  const [user, system] = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) * 10;
}

function files({ dataDir }: LocalProfile, name: string) {
  return { logFile: join(dataDir, 'logs', `${name}.log`), pidFile: join(dataDir, `${name}.pid`) };
}
