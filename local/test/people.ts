import { createClient } from '@supabase/supabase-js';
import { asService, onCommit } from '@/lib/db';
import { refreshEntitlements } from '@/lib/entitlements';
import { env } from '@/lib/env';
import type { PlanId } from '@/lib/plans';

/** A person of a test with the personal organization, shaped as what `lib/` calls a tenant. */
export type TestPerson = { userId: string; organizationId: string; email: string; password: string };

/** Makes a confirmed account through the admin API of the auth server that the environment names. */
export async function makePerson(): Promise<TestPerson> {
  const email = `person-${crypto.randomUUID()}@example.test`;
  const password = `pw-${crypto.randomUUID()}`;
  const supabase = createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await supabase.auth.admin.createUser({ email, password, email_confirm: true });
  if (error) throw error;
  return { userId: data.user.id, organizationId: data.user.id, email, password };
}

/** Gives an organization a subscription of this plan as a sync would have written it; ends it for `free`. */
export async function givePlan(organizationId: string, planId: PlanId): Promise<void> {
  await asService('test.give-plan', async (tx) => {
    onCommit(tx, () => refreshEntitlements(organizationId));
    await tx.subscription.deleteMany({ where: { organizationId } });
    if (planId === 'free') return;
    const now = new Date();
    const end = new Date(now.getTime() + 30 * 86_400_000);
    await tx.subscription.create({
      data: {
        organizationId,
        id: `sub_test_${crypto.randomUUID()}`,
        stripeCustomerId: `cus_test_${organizationId}`,
        planId,
        interval: 'month',
        status: 'active',
        currency: 'usd',
        unitAmount: 900,
        quantity: 1,
        currentPeriodStart: now,
        currentPeriodEnd: end,
        billingAnchor: now,
        cancelAtPeriodEnd: false,
        stripeCreatedAt: now,
        syncedAt: now,
      },
    });
  });
}

/** Makes a person a member of an organization with this role, acting in it as its tenant. */
export async function joinOrganization(
  person: TestPerson,
  organizationId: string,
  role: 'owner' | 'admin' | 'member' | 'viewer',
): Promise<TestPerson> {
  await asService('test.join', (tx) =>
    tx.membership.create({ data: { organizationId, userId: person.userId, role } }),
  );
  return { ...person, organizationId };
}
