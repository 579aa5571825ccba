import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { startStripe } from '@/local/stripe';
import { pushCatalogue } from '../push-catalogue';
import { makeOwner } from '../test-support';
import { organizationsMax } from './history';
import { type StripeAccount, stripeAccount } from './stripe-account';

export { spendTrial } from '@/local/shared/spend-trial';
export { randomFrom } from '@/local/stripe/events/delivery-modes';

/** An account of Stripe's for histories alone, people to live through them, and how to end it. */
export type OwnAccount = { account: StripeAccount; owners: Principal[]; stop(): Promise<void> };

/**
 * Starts an emulator of its own and points this process at it: histories move its clock by years and empty it, which
 * would cost others what they have in the stack's. What other tests left in the database is put aside meanwhile.
 * Precondition: this process has not called Stripe yet.
 */
export async function startOwnAccount(): Promise<OwnAccount> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foothold-convergence-'));
  const environment = env();
  const secretKey = environment.STRIPE_SECRET_KEY;
  const stripe = await startStripe({
    port: 0,
    dataDir,
    secretKey,
    webhook: { url: 'http://127.0.0.1:9/never-sent', secret: environment.STRIPE_WEBHOOK_SECRET },
  });
  // Stripe's client is made on the first call, with the address that stands here then.
  environment.STRIPE_API_URL = stripe.url;
  await pushCatalogue();
  const putBack = await putOthersAside();
  const owners = await Promise.all(Array.from({ length: organizationsMax }, makeOwner));
  return {
    account: stripeAccount(stripe.url, secretKey),
    owners,
    stop: async () => {
      await putBack();
      await stripe.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Gives the tests of a file an account of their own: time can pass in it without renewing what all others have bought. */
export function inOwnAccount(): void {
  let own: OwnAccount | undefined;
  beforeAll(async () => {
    own = await startOwnAccount();
  });
  afterAll(async () => {
    await own?.stop();
    await disconnect();
  });
}

async function putOthersAside(): Promise<() => Promise<void>> {
  const { claims, grants } = await asService('test.convergence', async (tx) => {
    await tx.webhookEvent.deleteMany();
    const found = await tx.organization.findMany({
      where: { stripeCustomerId: { not: null } },
      select: { id: true, stripeCustomerId: true },
    });
    await tx.organization.updateMany({ data: { stripeCustomerId: null } });
    // What was bought for good is followed although nobody has the customer any more.
    const bought = await tx.payment.findMany({
      where: { grantsPlanId: { not: null } },
      select: { id: true, grantsPlanId: true },
    });
    await tx.payment.updateMany({ data: { grantsPlanId: null } });
    return { claims: found, grants: bought };
  });
  return async () => {
    await asService('test.convergence', async (tx) => {
      for (const { id, stripeCustomerId } of claims)
        await tx.organization.updateMany({ where: { id }, data: { stripeCustomerId } });
      for (const { id, grantsPlanId } of grants)
        await tx.payment.updateMany({ where: { id }, data: { grantsPlanId } });
    });
  };
}
