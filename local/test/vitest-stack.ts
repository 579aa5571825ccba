import { rmSync } from 'node:fs';
import { requireFreePorts } from '../ports';
import { testProfile } from '../profiles';
import { type LocalStack, startStack } from '../stack';

/** Starts an empty local stack for a test run and fills the catalogue. Tests find it through the environment. */
export async function setup(): Promise<void> {
  await requireFreePorts(testProfile.ports);
  rmSync(testProfile.dataDir, { recursive: true, force: true });
  stack = await startStack(testProfile, { given: {}, durable: false, strict: true });
  Object.assign(process.env, stack.variables, { MAIL_URL: stack.mailUrl, LOG_LEVEL: 'silent' });
  const { seed } = await import('@/prisma/seed');
  const { pushCatalogue } = await import('@/lib/billing');
  const { disconnect } = await import('@/lib/db');
  await seed();
  await pushCatalogue();
  await disconnect();
}

/** Stops what {@link setup} started. */
export async function teardown(): Promise<void> {
  await stack?.stop();
}

let stack: LocalStack | undefined;
