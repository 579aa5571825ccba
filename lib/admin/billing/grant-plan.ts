import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import type { PlanGrant as Row } from '@/lib/db/generated/client';
import { putPlanGrantIn, removePlanGrantIn } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { asAdmin } from '../as-admin';
import { requireFutureEnd } from './future-end';
import { organizationIn } from './organization-in';

/** A plan to be given, until when; `endsAt` null is without end. */
export type Grant = { planId: PlanId; endsAt: Date | null };

/** What came of giving or ending: the event by which it can be taken back; null when everything was so already. */
export type Granted = { eventId: string | null };

/**
 * Gives an organization a plan without payment, in place of one that it was given before. It counts from the commit on, beside
 * whatever it pays for: the better one holds. Doing the same again changes nothing, and leaves the former reason.
 * @throws ProblemError 404 for no admin and for no organization, 422 without a reason, for the free plan and for an end that
 * is over
 */
export async function grantPlan(
  admin: Admin,
  organizationId: string,
  { planId, endsAt }: Grant,
  reason: string,
): Promise<Granted> {
  if (planId === 'free') {
    const message = 'The free plan cannot be given: everybody has it';
    throw problems.invalid(`${message}.`, [{ path: 'planId', message }]);
  }
  const end = requireFutureEnd(endsAt, 'endsAt');
  return done(admin, 'plan.granted', organizationId, reason, async (tx) => {
    const former = await tx.planGrant.findUnique({ where: { organizationId } });
    if (former && former.planId === planId && former.endsAt?.getTime() === end?.getTime()) return former;
    return putPlanGrantIn(tx, organizationId, { planId, endsAt: end, reason, grantedBy: admin.userId });
  });
}

/**
 * Ends what {@link grantPlan} gave, at once. Harmless where nothing was given.
 * @throws ProblemError 404 for no admin and for no organization, 422 without a reason
 */
export function endGrant(admin: Admin, organizationId: string, reason: string): Promise<Granted> {
  return done(admin, 'plan.grant_ended', organizationId, reason, (tx) =>
    removePlanGrantIn(tx, organizationId),
  );
}

/** What the log keeps of a grant: whole on either side, so that either can be restored from it. */
export function grantFacts(row: Row | null): { planId: PlanId; endsAt: string | null } | null {
  return row && { planId: row.planId, endsAt: row.endsAt?.toISOString() ?? null };
}

async function done(
  admin: Admin,
  action: 'plan.granted' | 'plan.grant_ended',
  organizationId: string,
  reason: string,
  work: (tx: Transaction) => Promise<Row | null>,
): Promise<Granted> {
  const target = { kind: 'organization', id: organizationId };
  const deed = { action, target, organizationId, reason };
  const { eventId } = await asAdmin(admin, deed, async (tx) => {
    const organization = await organizationIn(tx, organizationId);
    const before = grantFacts(await work(tx));
    const after = grantFacts(await tx.planGrant.findUnique({ where: { organizationId } }));
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return {
      answer: undefined,
      label: organization.name,
      found: { userId: organization.userId },
      change: isSame ? null : { before: { grant: before }, after: { grant: after } },
    };
  });
  return { eventId };
}
