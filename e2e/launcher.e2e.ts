import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { devProfile, onPort, testProfile } from '@/local/profiles';
import { test } from './support/test';

/** The launcher as a newcomer meets it: `npm run local` on ports and a data folder of its own. */
const port = testProfile.ports.app + 50;
const data = join(process.cwd(), '.local', 'launcher-test');

test.describe.configure({ mode: 'serial', timeout: 360_000 });
for (const hook of [test.beforeAll, test.afterAll])
  hook(() => rmSync(data, { recursive: true, force: true }));

// Of a test that failed, so that its second try finds the ports free.
const launched = new Set<{ stop: () => Promise<number | null> }>();
test.afterEach(async () => {
  await Promise.all([...launched].map((launcher) => launcher.stop()));
  launched.clear();
});

test('starts, prints one short screen, and stops every child on Ctrl-C', async ({ page, browser }) => {
  const launcher = launch('local');
  const screen = await launcher.until(/Start clean/);
  expect(screen).toContain(`http://localhost:${port}`);
  for (const account of ['free@', 'pro@', 'team@', 'admin@']) expect(screen).toContain(account);
  await addJobAs(page, 'pro@foothold.test', 'Kept across restarts');
  await expectLivelyConsole(await browser.newPage(), /second factor: (\S+)/.exec(screen)?.[1] ?? '');

  expect(await launcher.stop()).toBe(0);
  expect(await heldPorts()).toEqual([]);
});

test('keeps the data over a restart, and is soon there again', async ({ page }) => {
  const launcher = launch('local');
  const screen = await launcher.until(/Start clean/);
  expect(screen).not.toContain('Install packages');
  expect(screen).not.toContain('Production build');
  await signIn(page, 'pro@foothold.test');
  await expect(page.getByText('Kept across restarts').first()).toBeVisible();

  const second = launch('local');
  expect(await second.ended()).toMatch(/runs already \(process \d+\)/);
  expect(await launcher.stop()).toBe(0);
});

test('starts clean with --reset, also after it was killed', async ({ page }) => {
  const killed = launch('local');
  await killed.until(/Start clean/);
  process.kill(Number.parseInt(readFileSync(join(data, 'launcher.pid'), 'utf8'), 10), 'SIGKILL');
  await killed.ended();

  const launcher = launch('local', '--reset');
  await launcher.until(/Start clean/);
  await signIn(page, 'pro@foothold.test');
  await expect(page.getByText('Kept across restarts')).toHaveCount(0);
  expect(await launcher.stop()).toBe(0);
  expect(await heldPorts()).toEqual([]);
});

test('says in a sentence which port is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  try {
    const output = await launch('local').ended();
    expect(output).toContain(`Taken by another program: port ${port} (for the app).`);
    expect(output).not.toMatch(/\n\s+at /);
  } finally {
    server.close();
  }
});

test('serves with hot reload by npm run dev', async ({ page }) => {
  const launcher = launch('dev');
  await launcher.until(/Start clean/);
  await page.goto(`http://localhost:${port}/sign-in`, { timeout: 90_000 });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await launcher.stop()).toBe(0);
});

test('a production build does not start against an emulator, nor without its variables', async () => {
  const emulated = {
    NODE_ENV: 'production',
    APP_URL: 'https://foothold.example',
    DATABASE_URL: 'postgresql://foothold_app:x@127.0.0.1:1/foothold',
    SUPABASE_URL: 'http://127.0.0.1:24321',
    SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_0123456789',
    SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
    UPSTASH_REDIS_REST_URL: 'https://redis.example',
    UPSTASH_REDIS_REST_TOKEN: 'token',
    STRIPE_SECRET_KEY: 'sk_live_0123456789',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
    RESEND_API_KEY: 're_0123456789',
    MAIL_FROM: 'Foothold <hello@foothold.example>',
  };
  const refused = await run(['node_modules/next/dist/bin/next', 'start', '--port', String(port)], emulated);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(
    'SUPABASE_URL points at a local emulator, and a production build does not start',
  );
  const bare = await run(['node_modules/next/dist/bin/next', 'start', '--port', String(port)], {
    NODE_ENV: 'production',
  });
  expect(bare.code).not.toBe(0);
  expect(bare.output).toContain('DATABASE_URL is missing.');
});

async function run(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...cleared, ...env },
    timeout: 30_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, output };
}

async function addJobAs(page: import('@playwright/test').Page, email: string, title: string): Promise<void> {
  await signIn(page, email);
  const answer = await page.request.post(`http://localhost:${port}/api/jobs`, {
    data: { title, company: 'Halcyon' },
    headers: { origin: `http://localhost:${port}` },
  });
  expect(answer.status()).toBe(201);
}

/** The demo's admin reaches the console by the codes that the launcher shows, and finds people with a past there. */
async function expectLivelyConsole(page: import('@playwright/test').Page, codes: string): Promise<void> {
  await page.goto(codes);
  const code = (await page.locator('.code').textContent()) ?? '';
  await page.goto(`http://localhost:${port}/sign-in?next=/admin`);
  await page.getByLabel('Email').fill('admin@foothold.test');
  await page.getByLabel('Password', { exact: true }).fill('foothold-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Code').press('Enter');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Users over 30 days\. Users: 2\d\d at least, 3\d\d at most/ }),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^MRR over 30 days\. .*Pro: \$/ })).toBeVisible();
  await page.close();
}

async function signIn(page: import('@playwright/test').Page, email: string): Promise<void> {
  await page.goto(`http://localhost:${port}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('foothold-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/jobs/);
}

function launch(...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['local/bootstrap.mjs', ...args, '--port', String(port), '--data', data],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...cleared } },
  );
  let output = '';
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const changed = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
      for (const notify of changed) notify();
    });
  }
  const launcher = {
    until: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => pattern.test(output) && resolve(output);
        changed.add(look);
        look();
        exit.then((code) => reject(new Error(`ended with ${code}:\n${output}`)));
      }),
    ended: async () => {
      await exit;
      return output;
    },
    stop: async () => {
      child.kill('SIGINT');
      return exit;
    },
  };
  launched.add(launcher);
  return launcher;
}

// The launcher must find nothing of this run's own stack in its environment.
const cleared = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) =>
      /^(NODE_ENV|DATABASE_|DIRECT_|SUPABASE_|UPSTASH_|STRIPE_|APP_URL|FOOTHOLD_|RESEND_|MAIL_)/.test(name),
    )
    .map((name) => [name, undefined]),
);

async function heldPorts(): Promise<number[]> {
  const ports = Object.values(onPort(devProfile, String(port)).ports);
  const held = await Promise.all(
    ports.map(
      (each) =>
        new Promise<boolean>((resolve) => {
          const server = createServer();
          server.once('error', () => resolve(true));
          server.listen({ port: each, host: '127.0.0.1' }, () => server.close(() => resolve(false)));
        }),
    ),
  );
  return ports.filter((_, index) => held[index]);
}
