import { asTenant, onCommit, type TenantContext, type Transaction } from '@/lib/db';
import type { PlanGrant as Row } from '@/lib/db/generated/client';
import type { PlanId } from '@/lib/plans';
import { refreshEntitlements } from './entitlements-of';

/** A plan that an organization was given without paying for it; `endsAt` null is without end. */
export type PlanGrant = { planId: PlanId; startsAt: Date; endsAt: Date | null };

/** The plan that the tenant's organization was given for now; null when it was given none. */
export async function planGrantOf({ userId, organizationId }: TenantContext): Promise<PlanGrant | null> {
  const now = new Date();
  return asTenant({ userId, organizationId }, (tx) =>
    tx.planGrant.findFirst({
      where: { organizationId, startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      select: { planId: true, startsAt: true, endsAt: true },
    }),
  );
}

/**
 * Gives an organization a plan from now on, in place of the one that it was given before. It holds from the commit
 * on. Precondition: `tx` is service work; `planId` is not the free plan.
 * @returns the grant that stood in its place, which was locked first: of two at once the later one sees the other's
 */
export async function putPlanGrantIn(
  tx: Transaction,
  organizationId: string,
  grant: { planId: PlanId; endsAt: Date | null; reason: string; grantedBy: string | null },
): Promise<Row | null> {
  onCommit(tx, () => refreshEntitlements(organizationId));
  const former = await lockGrant(tx, organizationId);
  // By the clock that decides whether it runs, and never after the moment at which it does.
  await tx.$executeRaw`
    insert into app.plan_grants (organization_id, plan_id, starts_at, ends_at, reason, granted_by, created_at)
    values (${organizationId}::uuid, ${grant.planId}::app.plan_id, now(), ${grant.endsAt}, ${grant.reason},
            ${grant.grantedBy}::uuid, now())
    on conflict (organization_id) do update set
      plan_id = excluded.plan_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      reason = excluded.reason, granted_by = excluded.granted_by, created_at = excluded.created_at`;
  return former;
}

/** Takes back whatever plan an organization was given, from the commit on. @returns the grant, if there was one */
export async function removePlanGrantIn(tx: Transaction, organizationId: string): Promise<Row | null> {
  onCommit(tx, () => refreshEntitlements(organizationId));
  const former = await lockGrant(tx, organizationId);
  if (former) await tx.planGrant.delete({ where: { organizationId } });
  return former;
}

async function lockGrant(tx: Transaction, organizationId: string): Promise<Row | null> {
  // The organization's row, for there may be no grant yet.
  await tx.$executeRaw`select from app.organizations where id = ${organizationId}::uuid for no key update`;
  return tx.planGrant.findUnique({ where: { organizationId } });
}
