import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  await unlessDone('.next/foothold-source-hash', sourceHash(), 'Production build', () =>
    run('The build', [nextProgram, 'build'], { NODE_ENV: 'production' }),
  );
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
  await step(name, work);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function run(name: string, args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stopping.signal,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} failed. It said:\n${output.trim().slice(-4000)}`)),
    );
  });
}
