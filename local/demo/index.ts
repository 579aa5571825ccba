import { createClient } from '@supabase/supabase-js';
import { ensureCustomer, pushCatalogue, startCheckout, syncCustomer } from '@/lib/billing';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { createJob } from '@/lib/jobs';
import type { Emulated } from '../environment';
import { spendTrial } from '../shared/spend-trial';
import { type DemoAccount, demoAccounts, demoPassword } from './accounts';
import { giveAuthenticator } from './authenticator';
import { giveAccountPast } from './give-past';
import { seedPopulation } from './population';
import { demoDescription, demoPosting } from './postings';
import { seedReminders } from './reminders';
import { seedUsage } from './usage';

/** Where the demo is written to beside what the environment names: PostgreSQL as its owner, and the emulator's folder. */
export type DemoPlaces = { ownerUrl: string; stripeDir: string };

/**
 * Prices in the Stripe emulator, the demo accounts with their plans and jobs, and a few hundred people for the console. Safe
 * to run again; makes only what is missing. Real services get nothing of it: no account with a published password, no
 * payment, no price.
 */
export async function seedDemo(emulated: Emulated, { ownerUrl, stripeDir }: DemoPlaces): Promise<void> {
  if (emulated.stripe) await pushCatalogue();
  if (!emulated.database) return;
  for (const account of demoAccounts) await seedAccount(account, emulated.stripe, ownerUrl);
  const admin = await demoAdmin();
  if (!admin) return;
  await giveAuthenticator(ownerUrl, admin.id);
  // What people have bought must be at Stripe, too, and what they are mailed must reach nobody.
  if (emulated.stripe && emulated.mail)
    await seedPopulation({ ownerUrl, stripeDir, password: demoPassword, admin });
}

async function demoAdmin(): Promise<{ id: string; email: string } | null> {
  const { email } = demoAccounts.find(({ superadmin }) => superadmin) ?? {};
  if (email === undefined) return null;
  return asService('demo.admin', (tx) =>
    tx.user.findFirst({ where: { email }, select: { id: true, email: true } }),
  );
}

async function seedAccount(account: DemoAccount, canPay: boolean, ownerUrl: string): Promise<void> {
  if (await asService('demo.find', (tx) => tx.user.findFirst({ where: { email: account.email } }))) return;
  const { data, error } = await admin().createUser({
    email: account.email,
    password: demoPassword,
    email_confirm: true,
    user_metadata: { name: account.name },
  });
  if (error) throw new Error(`The demo account ${account.email} could not be made: ${error.message}`);
  const userId = data.user.id;
  const organizationId = await organizationFor(userId, account);
  if (account.planId !== 'free' && canPay) await subscribe({ userId, organizationId }, account);
  const jobs = canPay ? account.jobs : Math.min(account.jobs, 10);
  for (let index = jobs - 1; index >= 0; index--) {
    const posting = demoPosting(index);
    const job = { ...posting, description: demoDescription(posting) };
    await createJob({ userId, organizationId }, job, `demo-${index}`);
  }
  await giveAccountPast(ownerUrl, { userId, organizationId }, new Date());
  await seedReminders({ userId, organizationId });
  if (!account.superadmin) await seedUsage({ userId, organizationId }, canPay ? account.planId : 'free');
}

function admin() {
  const options = { auth: { persistSession: false, autoRefreshToken: false } };
  return createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, options).auth.admin;
}

function organizationFor(userId: string, { team, superadmin }: DemoAccount): Promise<string> {
  return asService('demo.organization', async (tx) => {
    if (superadmin) await tx.user.update({ where: { id: userId }, data: { platformRole: 'superadmin' } });
    if (!team) return userId;
    const { id } = await tx.organization.create({
      data: { name: team, kind: 'team', memberships: { create: { userId, role: 'owner' } } },
    });
    await tx.user.update({ where: { id: userId }, data: { activeOrganizationId: id } });
    return id;
  });
}

/**
 * Pays in Checkout with a test card, as the person would, and waits for nothing: the sync asks Stripe at once. Without
 * a trial, which the demo's one card could begin only once.
 */
async function subscribe(
  tenant: { userId: string; organizationId: string },
  account: DemoAccount,
): Promise<void> {
  const principal = {
    ...tenant,
    role: 'owner' as const,
    via: 'session' as const,
    credentialId: null,
    scopes: null,
    email: account.email,
    name: account.name,
    organizationName: account.team ?? account.name,
    planId: 'free' as const,
  };
  await spendTrial(tenant.userId);
  const { url } = await startCheckout(principal, { planId: account.planId, interval: 'month' });
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      email: account.email,
      number: '4242 4242 4242 4242',
      expiry: '12 / 40',
      cvc: '123',
      name: account.name,
    }),
  });
  if (answer.status !== 303)
    throw new Error(`Checkout did not take the demo's card: status ${answer.status}.`);
  await syncCustomer(await ensureCustomer(tenant.organizationId));
}
