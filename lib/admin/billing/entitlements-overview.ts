import { isStripeAvailable, type LifetimeGrant, lifetimeGrantsIn } from '@/lib/billing';
import { asService, type Transaction } from '@/lib/db';
import { type Entitlements, overridesIn, refreshEntitlements } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { type KeptPlan, plansIn } from '@/lib/plans/server';
import { type OverrideFacts, overrideFacts } from './override-entitlement';

/** What gives an organization the plan that it has now. */
export type PlanSource = 'subscription' | 'lifetime' | 'grant' | 'nothing';

/** A plan that was given; `isRunning` is false for one that is over or has yet to begin. */
export type GrantStanding = {
  planId: PlanId;
  startsAt: string;
  endsAt: string | null;
  reason: string;
  by: string | null;
  isRunning: boolean;
};

/** An override as it stands, with who made it and why. */
export type OverrideStanding = OverrideFacts & { reason: string; by: string | null; isRunning: boolean };

/** Everything that says what an organization may do now and why. */
export type EntitlementsOverview = {
  organization: { id: string; name: string; kind: 'personal' | 'team' };
  source: PlanSource;
  entitlements: Entitlements;
  /** All plans of the catalogue, to give and to compare with. */
  plans: KeptPlan[];
  subscriptions: {
    id: string;
    planId: PlanId;
    status: string;
    currentPeriodEnd: string;
    syncedAt: string;
  }[];
  lifetimes: LifetimeGrant[];
  grant: GrantStanding | null;
  overrides: OverrideStanding[];
  stripe: { customerId: string | null; isAvailable: boolean };
};

/**
 * What an organization may do and why, for the console.
 * @throws ProblemError 404 for an id that is none's
 */
export async function entitlementsOverview(organizationId: string): Promise<EntitlementsOverview> {
  const read = await asService('admin.entitlements', (tx) => readIn(tx, organizationId));
  // Reckoned anew: whoever looks here doubts what was derived before.
  const entitlements = await refreshEntitlements(organizationId);
  return { ...read, entitlements };
}

async function readIn(
  tx: Transaction,
  organizationId: string,
): Promise<Omit<EntitlementsOverview, 'entitlements'>> {
  const organization = await tx.organization.findUnique({ where: { id: organizationId } });
  if (!organization) throw problems.notFound();
  const now = new Date();
  const [inForce] = await tx.$queryRaw<{ planId: PlanId; subscriptionId: string | null }[]>`
    select f.plan_id::text as "planId", f.subscription_id as "subscriptionId"
    from app.plan_in_force(${organizationId}::uuid) f`;
  const subscriptions = await tx.subscription.findMany({
    where: { organizationId },
    orderBy: [{ stripeCreatedAt: 'desc' }, { id: 'desc' }],
    take: 5,
  });
  const lifetimes = await lifetimeGrantsIn(tx, organizationId);
  const grant = await tx.planGrant.findUnique({ where: { organizationId } });
  const overrides = await overridesIn(tx, organizationId);
  const names = await addressesOf(tx, [grant?.grantedBy, ...overrides.map(({ createdBy }) => createdBy)]);
  return {
    organization: { id: organization.id, name: organization.name, kind: organization.kind },
    source: sourceOf(inForce, lifetimes),
    plans: await plansIn(tx),
    subscriptions: subscriptions.map(({ id, planId, status, currentPeriodEnd, syncedAt }) => ({
      id,
      planId,
      status,
      currentPeriodEnd: currentPeriodEnd.toISOString(),
      syncedAt: syncedAt.toISOString(),
    })),
    lifetimes,
    grant: grant && {
      planId: grant.planId,
      startsAt: grant.startsAt.toISOString(),
      endsAt: grant.endsAt?.toISOString() ?? null,
      reason: grant.reason,
      by: names.get(grant.grantedBy ?? '') ?? null,
      isRunning: grant.startsAt <= now && (grant.endsAt === null || grant.endsAt > now),
    },
    overrides: overrides.flatMap((row) => {
      const facts = overrideFacts(row);
      const isRunning = row.expiresAt === null || row.expiresAt > now;
      return facts
        ? [{ ...facts, reason: row.reason, by: names.get(row.createdBy ?? '') ?? null, isRunning }]
        : [];
    }),
    stripe: { customerId: organization.stripeCustomerId, isAvailable: isStripeAvailable() },
  };
}

// Of two that give the same plan the subscription counts, then what was bought for good: as in `app.plan_in_force`.
function sourceOf(
  inForce: { planId: PlanId; subscriptionId: string | null } | undefined,
  lifetimes: readonly LifetimeGrant[],
): PlanSource {
  if (inForce?.subscriptionId) return 'subscription';
  if (!inForce || inForce.planId === 'free') return 'nothing';
  return lifetimes.some(({ planId }) => planId === inForce.planId) ? 'lifetime' : 'grant';
}

async function addressesOf(
  tx: Transaction,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const users = await tx.user.findMany({
    where: { id: { in: ids.flatMap((id) => id ?? []) } },
    select: { id: true, email: true },
  });
  return new Map(users.map(({ id, email }) => [id, email]));
}
