import { type ChildProcess, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What is known of a running process. `started` tells it from a later one with the same id; it has no other meaning. */
export type ProcessFacts = { pid: number; parent: number; command: string; started: string };

/** Facts about a process, undefined when no process has that id (any more). */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/**
 * Ends a process: first politely, after `patienceMs` for good. Resolves when it is gone.
 * The caller must have made sure (with {@link processFacts}) whose process it is.
 */
export async function endProcess(pid: number, polite: NodeJS.Signals, patienceMs = 10_000): Promise<void> {
  const giveUp = Date.now() + patienceMs;
  if (!signal(pid, polite)) return;
  while (Date.now() < giveUp) {
    if ((await processFacts(pid)) === undefined) return;
    await sleep(25);
  }
  signal(pid, 'SIGKILL');
  while ((await processFacts(pid)) !== undefined) await sleep(25);
}

/** Signals the child when this process leaves without having stopped it. A SIGKILL of this process cannot be seen. */
export function endWithParent(child: ChildProcess, polite: NodeJS.Signals): void {
  const end = () => child.kill(polite);
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function fromProc(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // pid (name) state ppid …; the name may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent] = fields;
    if (state === 'Z' || state === 'X') return undefined;
    const started = fields[STARTED] ?? '';
    return { pid, parent: Number(parent), command: command.replaceAll('\0', ' ').trim(), started };
  } catch {
    return undefined;
  }
}

// Field 22 of proc_pid_stat(5); the first of ours is field 3.
const STARTED = 22 - 3;

async function fromPs(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,lstart=,command=', '-p', String(pid)]);
    // lstart is five words: Thu Nov 26 00:06:50 2026.
    const [, parent, started = '', command = ''] =
      /^\s*(\d+)\s+((?:\S+\s+){5})(.*)$/.exec(stdout.trim()) ?? [];
    return parent ? { pid, parent: Number(parent), command, started: started.trim() } : undefined;
  } catch {
    return undefined;
  }
}
