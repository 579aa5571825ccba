import { type PlanId, planIds } from '@/lib/plans';
import type { CheckoutInterval } from './sold-intervals';

/** What an organization has when it wants to buy. */
export type Holdings = {
  /** Live subscriptions at whatever price, by Stripe's own list. */
  live: number;
  /** Those among them that are set to end, and will not take money again. */
  ending: number;
  /** The best plan that it owns for good. */
  lifetimePlanId: PlanId | null;
  /** Whether a payment for a plan for good is under way at the bank. */
  lifetimePending: boolean;
};

/** Why something is not sold, in a sentence that says what to do first; null when it is. */
export function saleRefusal(
  { planId, interval }: { planId: PlanId; interval: CheckoutInterval },
  { live, ending, lifetimePlanId, lifetimePending }: Holdings,
): string | null {
  if (lifetimePending) {
    return 'A payment for a plan for good is being confirmed by the bank. Wait until it is settled; see /account/billing.';
  }
  if (interval === 'lifetime') {
    if (lifetimePlanId) return 'This organization already owns a plan for good. See it at /account/billing.';
    return live > ending
      ? 'This organization has a subscription that renews. Cancel it at /account/billing first; you keep it until the end of what is paid, and can then buy the plan for good.'
      : null;
  }
  if (live > 0)
    return 'This organization already has a subscription. See it and change it at /account/billing.';
  return ownedRefusal(planId, lifetimePlanId);
}

/** Why nobody pays for a plan who owns one for good that gives as much; null when it adds something. */
export function ownedRefusal(planId: PlanId, lifetimePlanId: PlanId | null): string | null {
  if (!lifetimePlanId || planIds.indexOf(planId) > planIds.indexOf(lifetimePlanId)) return null;
  return 'This organization owns a plan for good that gives as much. A subscription of this plan would add nothing; see /pricing for the plans above it.';
}
