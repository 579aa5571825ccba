import { rmSync } from 'node:fs';
import { requireFreePorts } from '../ports';
import { testProfile } from '../profiles';
import { type LocalStack, startStack } from '../stack';
import { sandboxKeyIn, stripeTarget } from './stripe-target';

/**
 * Starts an empty local stack for a test run and fills the catalogue, in Stripe's sandbox where that was asked for. Tests
 * find it through the environment.
 */
export async function setup(): Promise<void> {
  await requireFreePorts(testProfile.ports);
  rmSync(testProfile.dataDir, { recursive: true, force: true });
  stack = await startStack(testProfile, { given: given(), durable: false, strict: true });
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

// Everything but Stripe is emulated in any case. No webhook can reach this machine, so nothing is signed by that secret.
function given(): Record<string, string> {
  if (stripeTarget() === 'emulator') return {};
  const { STRIPE_API_URL: url } = process.env;
  return {
    STRIPE_SECRET_KEY: sandboxKeyIn(process.env),
    STRIPE_WEBHOOK_SECRET: 'whsec_of_no_endpoint',
    ...(url && { STRIPE_API_URL: url }),
  };
}

let stack: LocalStack | undefined;
