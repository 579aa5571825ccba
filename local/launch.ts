import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { appPidFiles, startApp } from './app';
import { buildApp, generateClient } from './build';
import { stopOrphan } from './child';
import { type Emulated, givenVariables, type Variables } from './environment';
import { type LaunchOptions, launchOptions } from './launch-options';
import { requireFreePorts } from './ports';
import { endPostgresOrphan } from './postgres';
import { devProfile, type LocalProfile, onPort } from './profiles';
import { livingProcess, writePidFile } from './shared/pid-file';
import { type LocalStack, startStack } from './stack';
import { step, stopping } from './steps.mjs';
import { endRedisOrphan } from './upstash';

/** `npm run local` and `npm run dev`: the whole product with everything it needs, until Ctrl-C. */
try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
process.exit();

async function main(): Promise<void> {
  const options = launchOptions(process.argv.slice(2), process.env);
  const { mode } = options;
  const profile = profileOf(options);
  const stopped = stopSignal();

  const pidFile = join(profile.dataDir, 'launcher.pid');
  await requireSingleLauncher(pidFile);
  await stopOrphans(profile);
  await requireFreePorts(profile.ports);
  if (options.reset) rmSync(profile.dataDir, { recursive: true, force: true });
  mkdirSync(profile.dataDir, { recursive: true });
  await writePidFile(pidFile, process.pid);
  try {
    await run(profile, mode, stopped);
  } finally {
    rmSync(pidFile, { force: true });
  }
}

async function run(profile: LocalProfile, mode: 'start' | 'dev', stopped: Promise<void>): Promise<void> {
  await generateClient();
  const stack = await startStack(profile, { given: givenVariables(), durable: true, strict: false });
  try {
    const nodeEnv = mode === 'dev' ? 'development' : 'production';
    await fill({ ...stack.variables, NODE_ENV: nodeEnv }, stack.emulated, join(profile.dataDir, 'stripe'));
    if (mode === 'start') await buildApp();
    const app = await step('App and worker', () => startApp(profile, stack.variables, mode));
    try {
      console.log(await welcome(profile, stack, secondsSinceCommand()));
      const reason = await Promise.race([stopped.then(() => undefined), app.ended]);
      if (reason) throw new Error(reason);
      console.log('\nStopping …');
    } finally {
      await app.stop();
    }
  } finally {
    await stack.stop();
  }
}

// From the moment at which the command was given: installing and loading count for whoever waits.
function secondsSinceCommand(): number {
  return (Date.now() - Number(process.env.FOOTHOLD_BEGAN ?? performance.timeOrigin)) / 1000;
}

function profileOf({ port, data }: LaunchOptions): LocalProfile {
  const profile = port === undefined ? devProfile : onPort(devProfile, port);
  return data === undefined ? profile : { ...profile, dataDir: resolve(data) };
}

// The modules read the environment, which is only known now.
async function fill(variables: Variables, emulated: Emulated, stripeDir: string): Promise<void> {
  Object.assign(process.env, variables);
  const { seed } = await import('@/prisma/seed');
  const { seedDemo } = await import('./demo');
  const { disconnect } = await import('@/lib/db');
  await step('Catalogue and demo accounts', async () => {
    await seed();
    await seedDemo(emulated, { ownerUrl: variables.DIRECT_DATABASE_URL ?? '', stripeDir });
  });
  await disconnect();
}

async function welcome(
  { ports }: LocalProfile,
  { emulated, mailUrl }: LocalStack,
  seconds: number,
): Promise<string> {
  const { demoAccounts, demoPassword } = await import('./demo/accounts');
  const accounts = demoAccounts.map(({ label, email }) => `    ${label.padEnd(12)} ${email}`);
  const codes = `    The admin's second factor: ${mailUrl}/authenticator`;
  return [
    '',
    `  Foothold runs on http://localhost:${ports.app} (ready after ${seconds.toFixed(1)} s)`,
    '',
    ...(emulated.database ? [`  Demo accounts, password "${demoPassword}"`, ...accounts, codes, ''] : []),
    ...(emulated.database || emulated.mail ? [`  Mails that it sends: ${mailUrl}`] : []),
    ...(emulated.stripe
      ? [
          '  Test card: 4242 4242 4242 4242, any future date, any CVC; for a second trial, 4111 1111 1111 1111',
        ]
      : []),
    '  Stop: Ctrl-C   Start clean: npm run local -- --reset',
    '',
  ].join('\n');
}

// Ctrl-C, a polite kill, or the end of the process that started this one.
function stopSignal(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(signal, () => stopping.abort());
  }
  return new Promise((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
}

async function requireSingleLauncher(pidFile: string): Promise<void> {
  const running = await livingProcess(pidFile);
  if (running) throw new Error(`Foothold runs already (process ${running.pid}). Stop that one first.`);
}

async function stopOrphans({ dataDir }: LocalProfile): Promise<void> {
  for (const name of appPidFiles) await stopOrphan(join(dataDir, name));
  await endPostgresOrphan(join(dataDir, 'postgres'));
  await endRedisOrphan(join(dataDir, 'redis'));
}
