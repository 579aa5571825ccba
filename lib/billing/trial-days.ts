import { asService, type TenantContext, type Transaction } from '@/lib/db';
import type { Plan } from '@/lib/plans';

/**
 * How somebody who would buy for an organization stands to a trial: it is `available`, or was `used_by_person`, in
 * whatever organization, or was `used_by_organization`: it has had a trial, was refused one, or has bought before.
 */
export const trialStandings = ['available', 'used_by_person', 'used_by_organization'] as const;
/** See {@link trialStandings}. */
export type TrialStanding = (typeof trialStandings)[number];

/** How long a subscription to a plan would be free at first, in days: 0 for who pays from the first day. */
export function trialDaysOf({ trialDays }: Pick<Plan, 'trialDays'>, standing: TrialStanding): number {
  return standing === 'available' ? trialDays : 0;
}

/** As {@link trialStandingIn}, as it is now. It may have changed by the time that Checkout begins, which looks again. */
export function trialStandingOf(who: TenantContext): Promise<TrialStanding> {
  return asService('billing.trial_standing', (tx) => trialStandingIn(tx, who));
}

/**
 * How a person stands to a trial before the card is known: which card it is only tells `settleTrials`, after Checkout.
 * @param tx service work: the person's trial may have been in an organization that the tenant may not see
 */
export async function trialStandingIn(
  tx: Transaction,
  { userId, organizationId }: TenantContext,
): Promise<TrialStanding> {
  const [used] = await tx.$queryRaw<{ byPerson: boolean; byOrganization: boolean }[]>`
    select exists (select from app.trial_redemptions where user_id = ${userId}::uuid) as "byPerson",
           exists (select from app.trial_redemptions where organization_id = ${organizationId}::uuid)
             or exists (select from app.subscriptions where organization_id = ${organizationId}::uuid)
             or exists (select from app.payments
                        where organization_id = ${organizationId}::uuid and status = 'succeeded') as "byOrganization"`;
  if (used?.byPerson) return 'used_by_person';
  return used?.byOrganization ? 'used_by_organization' : 'available';
}
