import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processFacts } from './shared/processes';

/** A checkout with nothing in it but a Next that, like the real one, refuses to build while another build runs. */
let checkout: string;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'foothold-build-'));
  const program = join(checkout, 'node_modules/next/dist/bin/next');
  await mkdir(dirname(program), { recursive: true });
  await writeFile(program, fakeNext);
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

it('builds although a launcher that was killed has left its build running', async () => {
  const killed = build({ BUILD_TAKES_MS: '60000' });
  const orphan = await buildStarted();
  killed.process.kill('SIGKILL');
  await killed.exit;
  expect(await processFacts(orphan)).toBeDefined();

  expect(await build({ BUILD_TAKES_MS: '0' }).exit).toBe(0);
  expect(await processFacts(orphan)).toBeUndefined();
});

it('leaves the build of a launcher that lives alone, and says so', async () => {
  const living = build({ BUILD_TAKES_MS: '60000' });
  const other = await buildStarted();
  try {
    const refused = build({ BUILD_TAKES_MS: '0' });
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toContain(
      `The folder .next is in use by another running copy (process ${living.process.pid}); stop that one first.`,
    );
    expect(await processFacts(other)).toBeDefined();
  } finally {
    process.kill(other);
    await living.exit;
  }
});

it('does not take for built what was cut short over an earlier build of the same sources', async () => {
  expect(await build({ BUILD_TAKES_MS: '0' }).exit).toBe(0);
  const stamp = join(checkout, '.next/foothold-source-hash');
  await writeFile(stamp, 'other sources');
  const cutShort = build({ BUILD_TAKES_MS: '60000' });
  process.kill(await buildStarted());
  expect(await cutShort.exit).toBe(1);
  expect(existsSync(stamp)).toBe(false);
});

const fakeNext = `
const fs = require('node:fs');
const lock = '.next/lock';
if (fs.existsSync(lock)) {
  console.error('Another next build process is already running.');
  process.exit(1);
}
fs.mkdirSync('.next', { recursive: true });
fs.writeFileSync(lock, String(process.pid));
const end = (code) => () => {
  fs.rmSync(lock);
  process.exit(code);
};
process.on('SIGTERM', end(1));
setTimeout(end(0), Number(process.env.BUILD_TAKES_MS));
`;

function build(env: Record<string, string>) {
  const module = JSON.stringify(join(process.cwd(), 'local/build.ts'));
  const script = `import(${module}).then(({ buildApp }) => buildApp()).catch((e) => { console.error(e.message); process.exit(1); })`;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), '--eval', script], {
    cwd: checkout,
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { process: child, exit, output: () => output };
}

/** The id of the build, once the launcher has written it down. */
async function buildStarted(): Promise<number> {
  const read = (name: string) => readFile(join(checkout, name), 'utf8').catch(() => '');
  for (;;) {
    const pid = Number.parseInt(await read('.next/lock'), 10);
    if (pid > 0 && (await read('.local/build.pid')).startsWith(`${pid}\n`)) return pid;
    await sleep(25);
  }
}
