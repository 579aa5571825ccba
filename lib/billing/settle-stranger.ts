import { z } from 'zod';
import { Prisma } from '@/lib/db';
import { logger } from '@/lib/observability';
import { holdingOrganization } from './customer-lock';
import type { Stranger } from './find-suspects';
import { CLAIM, type Drift, drifts, reconcileCustomer } from './reconcile-customer';

/**
 * Decides about customers of Stripe that name an organization and that none has claimed. An organization without a
 * customer gets the one that has paid, or else the newest: a process died before it could claim it. Where the
 * organization has another customer, or is no more, what the stranger goes on paying for gives nobody anything: that is
 * told and left to a person, since only a person knows whether to refund or to move it. A stranger that pays for
 * nothing does no harm and is passed over.
 * @param strangers newest first, as Stripe lists them
 * @throws ProblemError 503 when Stripe does not answer
 */
export async function settleStrangers(strangers: readonly Stranger[]): Promise<Drift[]> {
  const paidFirst = strangers.toSorted((a, b) => Number(b.hasPaid) - Number(a.hasPaid));
  const found: Drift[] = [];
  for (const stranger of paidFirst) found.push(...(await settle(stranger)));
  return found;
}

async function settle({ stripeCustomerId, organizationId, hasPaid }: Stranger): Promise<Drift[]> {
  const claim = { objectId: stripeCustomerId, field: CLAIM, ours: null, theirs: organizationId };
  const verdict = await adopted(stripeCustomerId, organizationId);
  if (verdict === 'claimed meanwhile') return [];
  if (verdict === 'adopted') {
    return [
      ...drifts(stripeCustomerId, [claim], new Set()),
      ...((await reconcileCustomer(stripeCustomerId)) ?? []),
    ];
  }
  if (!hasPaid) return [];
  logger.error({ stripeCustomerId, organizationId }, 'somebody pays at Stripe for an organization in vain');
  return drifts(stripeCustomerId, [{ ...claim, ours: verdict }]);
}

/** What came of the offer: taken, of no use any more, or what the organization has instead. */
async function adopted(
  stripeCustomerId: string,
  organizationId: string,
): Promise<'adopted' | 'claimed meanwhile' | (string & {}) | null> {
  if (!z.uuid().safeParse(organizationId).success) return null;
  try {
    return await holdingOrganization('billing.reconcile', organizationId, async (tx) => {
      const [organization, claimant] = await Promise.all([
        tx.organization.findUnique({ where: { id: organizationId } }),
        tx.organization.findUnique({ where: { stripeCustomerId } }),
      ]);
      if (claimant) return 'claimed meanwhile';
      if (!organization) return null;
      if (organization.stripeCustomerId) return organization.stripeCustomerId;
      await tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId } });
      return 'adopted';
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (!isTaken) throw error;
    return 'claimed meanwhile';
  }
}
