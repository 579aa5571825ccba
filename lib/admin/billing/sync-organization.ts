import type { Admin } from '@/lib/auth';
import { syncCustomer } from '@/lib/billing';
import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { asAdminIn, requireReason } from '../as-admin';

/** How the organization stands after Stripe was asked. */
export type Synced = { outcome: 'synced' | 'deleted_customer' | 'unknown_customer'; planId: PlanId };

/**
 * Asks Stripe anew about an organization, and has the mirror say the same: what a webhook would do, at once. Recorded with the
 * plan before and after, also where that is the same: that somebody looked is worth knowing.
 * @throws ProblemError 404 for no admin, 409 for an organization that has no customer at Stripe, 422 without a reason,
 * 503 while Stripe does not answer, after which nothing was changed
 */
export async function syncOrganization(
  admin: Admin,
  organizationId: string,
  reason: string,
): Promise<Synced> {
  requireReason(reason);
  const found = await asService('admin.billing.synced', (tx) => standing(tx, organizationId));
  if (!found) throw problems.notFound();
  if (!found.customer)
    throw problems.conflict('This organization has no customer at Stripe, so there is nothing to ask.');
  const target = { kind: 'organization', id: organizationId, label: found.name };
  const deed = { action: 'billing.synced', target, organizationId, userId: found.userId, reason } as const;
  let planId = found.planId;
  // Only once Stripe has answered: nothing of the admin's may be held for as long as that takes.
  const { outcome } = await syncCustomer(found.customer, async (tx, synced) => {
    await asAdminIn(tx, admin, deed, async () => {
      planId = (await standing(tx, organizationId))?.planId ?? 'free';
      const change = {
        before: { planId: found.planId },
        after: { planId, outcome: synced.outcome },
      };
      return { answer: undefined, change };
    });
  });
  return { outcome, planId };
}

type Standing = {
  name: string;
  userId: string | null;
  customer: string | null;
  planId: PlanId;
};

async function standing(tx: Transaction, organizationId: string): Promise<Standing | undefined> {
  const [row] = await tx.$queryRaw<Standing[]>`
    select o.name, case when o.kind = 'personal' then o.id end::text as "userId", o.stripe_customer_id as customer,
      app.effective_plan_id(o.id)::text as "planId"
    from app.organizations o where o.id = ${organizationId}::uuid`;
  return row;
}
