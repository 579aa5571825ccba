import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Variables } from './environment';
import { livingProcess, writePidFile } from './shared/pid-file';

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
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, args, env, logFile, pidFile, echo = false } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
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
  if (child.pid) await writePidFile(pidFile, child.pid);
  return {
    exited,
    stop: async () => {
      if (child.pid) await stopGroup(child.pid, exited);
      rmSync(pidFile, { force: true });
      log.end();
    },
  };
}

/** Ends what a launcher that was killed has left behind, by the file in which its process was written down. */
export async function stopOrphan(pidFile: string): Promise<void> {
  const orphan = await livingProcess(pidFile);
  for (let tries = 0; orphan && tries < 50; tries++) {
    if (!signalGroup(orphan.pid, tries < 25 ? 'SIGTERM' : 'SIGKILL')) break;
    await sleep(200);
  }
  rmSync(pidFile, { force: true });
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
