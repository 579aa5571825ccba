import { asTenant, type TenantContext } from '@/lib/db';
import type { PlanId } from '@/lib/plans';
import { isSold, type SoldInterval } from './sold-intervals';
import { trialStandingOf } from './trial-days';

/** A trial that `settleTrials` refused: who or what has had one before, and what it was to be a trial of. */
export type RefusedTrial = {
  by: 'person' | 'card';
  choice: { planId: PlanId; interval: SoldInterval; extraSeats: number };
};

/** Why a subscription of the tenant's organization was ended before it cost anything; null when it was not. */
export async function refusedTrial(
  tenant: TenantContext,
  subscriptionId: string,
): Promise<RefusedTrial | null> {
  const { organizationId } = tenant;
  const row = await asTenant(tenant, async (tx) => {
    const refusal = await tx.trialRedemption.findFirst({
      where: { organizationId, subscriptionId, refusedAt: { not: null } },
    });
    return refusal && tx.subscription.findFirst({ where: { organizationId, id: subscriptionId } });
  });
  if (!row || !isSold(row.interval)) return null;
  const { planId, interval, extraSeats } = row;
  // The refusal itself names nobody. A person who had none before has none now.
  const by = (await trialStandingOf(tenant)) === 'used_by_person' ? 'person' : 'card';
  return { by, choice: { planId, interval, extraSeats } };
}
