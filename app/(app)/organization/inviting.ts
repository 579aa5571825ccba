import type { InvitePeopleProps } from '@/components/organization/invite-people';
import { planOffers } from '@/components/usage/plan-offers';
import type { Principal } from '@/lib/auth';
import { canManageBilling, currentSubscription, sellsSeats } from '@/lib/billing';
import { shownPlans } from '@/lib/flags';
import { readCatalogue } from '@/lib/plans/server';
import { usageOf } from '@/lib/usage';

/** What the button needs to know that invites people to the organization: seats, and how there are more. */
export async function invitingIn(principal: Principal): Promise<InvitePeopleProps> {
  const [quota, { plans }, subscription] = await Promise.all([
    usageOf(principal, 'seats'),
    readCatalogue(),
    currentSubscription(principal),
  ]);
  const plan = plans.find(({ id }) => id === principal.planId);
  // Seats are bought on a subscription that gives the plan.
  const sells = plan && sellsSeats(plan) && subscription?.planId === plan.id;
  return {
    organization: { id: principal.organizationId, name: principal.organizationName },
    seats: { used: quota.used, held: quota.reserved, limit: quota.limit },
    planName: plan?.name ?? principal.planId,
    offers: planOffers(await shownPlans(plans, principal.planId), principal.planId, 'seats'),
    mayUpgrade: canManageBilling(principal),
    buySeats: sells ? `/account/billing/change?seats=${subscription.extraSeats + 1}` : undefined,
  };
}
