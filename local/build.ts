import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endOrphan } from './shared/orphans';
import { livingProcess, writePidFile } from './shared/pid-file';
import { sourceHash } from './source-hash';
import { step, stopping } from './steps.mjs';

/** Generates Prisma's client unless it stands already for this schema. @throws Error with Prisma's own words */
export async function generateClient(): Promise<void> {
  const hash = createHash('sha256').update(readFileSync('prisma/schema.prisma')).digest('hex');
  await unlessDone('lib/db/generated/.schema-hash', hash, 'Database client', () =>
    run('Prisma', [join('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {}),
  );
}

/** Builds the app for production unless the same sources are built already. @throws Error with the end of Next's output */
export async function buildApp(): Promise<void> {
  await unlessDone('.next/foothold-source-hash', sourceHash(), 'Production build', async () => {
    await endBuildOrphan();
    await run('The build', [nextProgram, 'build'], { NODE_ENV: 'production' }, writeDownBuild);
  });
}

/** Next's command line. */
export const nextProgram = join(process.cwd(), 'node_modules', 'next', 'dist', 'bin', 'next');

async function unlessDone(
  stamp: string,
  wanted: string,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // From here on what stands there is neither the former work nor the new.
  rmSync(stamp, { force: true });
  await step(name, work);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

// Next refuses to build while another build runs, and the one that a killed launcher has left is such another.
const buildPidFile = '.local/build.pid';
const buildOwnerFile = '.local/build-started-by';

async function endBuildOrphan(): Promise<void> {
  const orphan = await livingProcess(buildPidFile);
  await endOrphan({
    process: orphan,
    ownerFile: buildOwnerFile,
    name: 'The folder .next',
    signal: 'SIGTERM',
  });
}

async function writeDownBuild(pid: number): Promise<void> {
  mkdirSync(dirname(buildPidFile), { recursive: true });
  writeFileSync(buildOwnerFile, `${process.pid}\n`);
  await writePidFile(buildPidFile, pid);
}

function run(
  name: string,
  args: string[],
  env: Record<string, string>,
  started?: (pid: number) => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stopping.signal,
    });
    if (child.pid) started?.(child.pid).catch(reject);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} failed. It said:\n${output.trim().slice(-4000)}`)),
    );
  });
}
