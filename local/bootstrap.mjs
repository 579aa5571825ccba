// Entry of `npm run local`, `npm run dev`, `npm test` and the benches. It needs nothing but Node.js 20 and npm: it installs what the
// lockfile names, the Node.js 24 runtime among it, and hands over to that runtime.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step, stopping } from './steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [mode = 'local', ...rest] = process.argv.slice(2);
const programs = {
  local: 'local/launch.ts',
  dev: 'local/launch.ts',
  test: 'local/test/run.ts',
  'test:soak': 'local/test/soak.ts',
  'test:stripe': 'local/test/run.ts',
  'test:e2e': 'local/test/run.ts',
  'test:crash': 'local/test/crash.ts',
  'bench:webhooks': 'bench/webhooks.ts',
  'bench:usage': 'bench/usage.ts',
  'bench:edge': 'bench/edge.ts',
  'bench:admin': 'bench/admin.ts',
  'bench:pages': 'bench/pages.ts',
  'bench:search': 'bench/search.ts',
};

// Whatever NODE_ENV or npm's own settings leave out otherwise: this machine builds and tests.
const everything = ['--include=dev', '--include=optional'];
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main() {
  const program = programs[/** @type {keyof typeof programs} */ (mode)];
  if (!program) throw new Error(`There is no mode "${mode}"; try ${Object.keys(programs).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Node.js 20 or newer is needed to begin; this is ${process.version}.`);
  }
  process.chdir(root);
  // A handler also keeps this process alive until everything below it has ended.
  for (const signal of signals) process.on(signal, () => stopping.abort());
  await installIfStale();
  const child = spawn(
    runtime(),
    ['--disable-warning=ExperimentalWarning', '--import', 'tsx', program, mode, ...rest],
    {
      // The channel closes when this process dies, however it dies, and the child stops everything then.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
        NEXT_TELEMETRY_DISABLED: '1',
        FOOTHOLD_BEGAN: String(performance.timeOrigin),
      },
    },
  );
  // The child stops everything and then ends; this process only has to outlive it.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function installIfStale() {
  const stamp = join(root, 'node_modules', '.foothold-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(root, 'package.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // npm trusts whatever an install that was killed has left, down to half a file: only an empty folder heals that.
  const unfinished = join(root, 'node_modules', '.foothold-installing');
  if (existsSync(unfinished)) rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  mkdirSync(dirname(unfinished), { recursive: true });
  writeFileSync(unfinished, '');
  // Not `npm ci`: it refuses a lockfile that leaves out another platform's optional binaries. This installs what the
  // lockfile names as well, checks it against the same hashes, and leaves the file as it is.
  await step('Install packages', () =>
    npm('install', ...everything, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'),
  );
  writeFileSync(stamp, wanted);
  rmSync(unfinished);
}

/** @param {string[]} args */
function npm(...args) {
  const command = process.env.npm_execpath;
  // This very runtime may have lain in the folder that was emptied.
  const [file, ...prefix] = command && existsSync(process.execPath) ? [process.execPath, command] : ['npm'];
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(file ?? 'npm', [...prefix, ...args], {
      cwd: root,
      // Prisma's engines are not needed and cannot be fetched everywhere.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
      signal: stopping.signal,
      // It would go on for a minute after any other; what it leaves half done is known to be so.
      killSignal: 'SIGKILL',
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', () => reject(new Error('npm could not be started; install Node.js with npm.')));
    child.on('exit', (code) => {
      if (code === 0) resolve(undefined);
      else
        reject(new Error(`The packages could not be installed. npm said:\n${output.trim().slice(0, 2000)}`));
    });
  });
}

function runtime() {
  const bundled = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `Node.js 24 does not come from npm for ${process.platform} on ${process.arch}; install Node.js 24 and start again.`,
  );
}
