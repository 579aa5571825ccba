import { execFile } from 'node:child_process';
import { access, chown, constants, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../shared/find-program';

const run = promisify(execFile);

/**
 * How to start PostgreSQL's programs. It refuses to run as root, so under root they run as the system account
 * `postgres`; elsewhere as whoever runs this.
 */
export type Account = {
  /** Turns a command line into the one to spawn. */
  command(program: string, args: string[]): { program: string; args: string[]; uid?: number; gid?: number };
  /** Makes the folder (and what is in it) the account's own. */
  own(folder: string): Promise<void>;
};

/**
 * The account for a data folder; makes the system account when root has none.
 * @param reach paths the account must be able to read: the programs and the data folder
 * @throws Error in one sentence when no such account can be had
 */
export async function postgresAccount(reach: string[]): Promise<Account> {
  if (process.getuid?.() !== 0) {
    return { command: (program, args) => ({ program, args }), own: async () => undefined };
  }
  const { uid, gid } = await systemAccount();
  const reachable = await canReach(uid, gid, reach);
  if (!reachable && !(await findProgram('setpriv'))) {
    throw new Error(
      'PostgreSQL runs as the account `postgres`, which may not enter this folder; move it, or install setpriv (util-linux).',
    );
  }
  return {
    own: (folder) => ownTree(folder, uid, gid),
    command: (program, args) =>
      reachable ? { program, args, uid, gid } : withSearchRight(program, args, uid, gid),
  };
}

// A checkout below /root (mode 0700) is closed to any other account. Opening root's home would be worse than lending
// the one capability that passes through folders.
function withSearchRight(program: string, args: string[], uid: number, gid: number) {
  return {
    program: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--inh-caps=+dac_read_search',
      '--ambient-caps=+dac_read_search',
      // Without it access(2) forgets the capability, and initdb does not find the programs beside itself.
      '--securebits=+no_setuid_fixup',
      '--',
      program,
      ...args,
    ],
  };
}

async function systemAccount(): Promise<{ uid: number; gid: number }> {
  const existing = await lookUp();
  if (existing) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root and the account `postgres` could not be made; run as another user.',
      { cause },
    );
  }
  const made = await lookUp();
  if (!made) throw new Error('The account `postgres` was made but cannot be found.');
  return made;
}

async function lookUp(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function canReach(uid: number, gid: number, paths: string[]): Promise<boolean> {
  const script = `const fs = require('node:fs'); for (const p of ${JSON.stringify(paths)}) fs.accessSync(p, fs.constants.X_OK);`;
  // The probe runs as that account from a folder everyone may enter; node itself may lie in the closed folder too.
  return run(process.execPath, ['-e', script], { uid, gid, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function ownTree(folder: string, uid: number, gid: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await access(folder, constants.W_OK);
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ownTree(path, uid, gid);
    else if (!entry.isSymbolicLink()) await chown(path, uid, gid);
  }
}
