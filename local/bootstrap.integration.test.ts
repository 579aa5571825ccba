import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processFacts } from './shared/processes';

/** A checkout with nothing in it but the first steps, and an npm that leaves half a package and takes its time. */
let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'foothold-bootstrap-'));
  for (const name of ['bootstrap.mjs', 'steps.mjs']) await cp(`local/${name}`, join(checkout, 'local', name));
  await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
  await writeFile(join(checkout, 'package-lock.json'), '{}');
  await writeFile(join(checkout, 'npm.cjs'), fakeNpm);
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

describe('while packages are installed', () => {
  it('a signal to the first process ends npm as well, and is answered in a sentence', async () => {
    const first = bootstrap({ NPM_TAKES_MS: '60000' });
    const npm = await npmStarted();
    first.process.kill('SIGINT');
    expect(await first.exit).toBe(1);
    expect(first.output()).toContain('Stopped before everything was started.');
    expect(first.output()).not.toMatch(/\n\s+at /);
    expect(await processFacts(npm)).toBeUndefined();
  });

  it('a kill leaves half a package, which the next start does not build on', async () => {
    const killed = bootstrap({ NPM_TAKES_MS: '60000' });
    const npm = await npmStarted();
    killed.process.kill('SIGKILL');
    process.kill(npm, 'SIGKILL');
    await killed.exit;

    await bootstrap({ NPM_TAKES_MS: '0' }).exit;
    expect(await readFile(join(checkout, 'found-by-npm'), 'utf8')).toBe('nothing');
  });

  it('everything is, whatever NODE_ENV says', async () => {
    await bootstrap({ NPM_TAKES_MS: '0', NODE_ENV: 'production' }).exit;
    const asked = await readFile(join(checkout, 'asked-of-npm'), 'utf8');
    expect(asked.split(' ')).toEqual(expect.arrayContaining(['--include=dev', '--include=optional']));
  });
});

const fakeNpm = `
const fs = require('node:fs');
const half = 'node_modules/half-a-package';
fs.writeFileSync('asked-of-npm', process.argv.slice(2).join(' '));
fs.writeFileSync('found-by-npm', fs.existsSync(half) ? 'half a package' : 'nothing');
fs.mkdirSync(half, { recursive: true });
// npm goes on installing after a polite signal.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
fs.writeFileSync('npm.pid', String(process.pid));
setTimeout(() => {}, Number(process.env.NPM_TAKES_MS));
`;

function bootstrap(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, ['local/bootstrap.mjs', 'local'], {
    cwd: checkout,
    env: { ...process.env, npm_execpath: join(checkout, 'npm.cjs'), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { process: child, exit, output: () => output };
}

async function npmStarted(): Promise<number> {
  for (;;) {
    const pid = Number(await readFile(join(checkout, 'npm.pid'), 'utf8').catch(() => ''));
    if (pid > 0) return pid;
    await sleep(25);
  }
}
