import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Variables } from './environment';

/** A started program. `exited` resolves with a sentence about how it ended. */
export type Child = { stop(): Promise<void>; exited: Promise<string> };

/** What to run. Output goes to `logFile`, and to the terminal too when `echo` is set. */
export type ChildOptions = {
  name: string;
  args: string[];
  env: Variables;
  logFile: string;
  pidFile: string;
  echo?: boolean;
};

/** Starts a program under this very Node.js. It stands in a process group of its own, so that Ctrl-C reaches it through `stop` alone. */
export function startChild({ name, args, env, logFile, pidFile, echo = false }: ChildOptions): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid) writeFileSync(pidFile, String(child.pid));
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    if (echo) stream.pipe(process.stdout, { end: false });
  }
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${name} could not be started: ${error.message}`));
    child.on('exit', (code, signal) =>
      resolve(`${name} ended (${signal ?? `code ${code}`}); its log is ${logFile}`),
    );
  });
  return {
    exited,
    stop: async () => {
      if (child.pid) await stopGroup(child.pid, exited);
      log.end();
    },
  };
}

/**
 * Whether a process id that was written down belongs to a program that was started in this folder, and not to some
 * other program by now. The command line would not tell: Next writes its own words over it.
 */
export function isOurs(pid: number): boolean {
  if (existsSync('/proc/self/cwd'))
    return existsSync(`/proc/${pid}/cwd`) && readlinkSync(`/proc/${pid}/cwd`) === process.cwd();
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  return /next|worker|launch/.test(stdout ?? '');
}

/** Ends what a launcher that was killed has left behind, by the process id that it wrote. */
export async function stopOrphan(pid: number): Promise<void> {
  if (!isOurs(pid)) return;
  for (let tries = 0; tries < 50 && signalGroup(pid, tries < 25 ? 'SIGTERM' : 'SIGKILL'); tries++)
    await sleep(200);
}

async function stopGroup(pid: number, exited: Promise<unknown>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const inTime = await Promise.race([exited.then(() => true), sleep(10_000, false, { ref: false })]);
  if (!inTime) {
    signalGroup(pid, 'SIGKILL');
    await exited;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
