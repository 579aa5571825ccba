import type { CurrentSubscription, LifetimeGrant } from '@/lib/billing';
import { formatMoney, type PlanId, planIds } from '@/lib/plans';
import { longDate } from './subscription-words';

/** What a plan that is owned for good cost, and that it renews nothing. Dates are UTC. */
export function ownedWords({ boughtAt, amount, currency }: LifetimeGrant): string {
  return `Bought for good on ${longDate(boughtAt)} for ${formatMoney(amount, currency)}. Nothing renews.`;
}

/** Whether a plan gives all that another one gives. */
export function isAtLeast(planId: PlanId, other: PlanId): boolean {
  return planIds.indexOf(planId) >= planIds.indexOf(other);
}

/** See {@link needlessPayment}. */
export type NeedlessPayment = { title: string; text: string };

/**
 * What is paid without need beside a plan that is owned for good, and what to do about it: a subscription that renews
 * and gives no more, or the same plan bought twice. Null when there is nothing of the kind.
 */
export function needlessPayment(
  grants: readonly LifetimeGrant[],
  subscription: CurrentSubscription | null,
  nameOf: (id: PlanId) => string,
): NeedlessPayment | null {
  const [owned, ...others] = grants;
  if (!owned) return null;
  if (others.length > 0) {
    return {
      title: 'A plan was bought for good more than once',
      text: 'One payment was not needed. Write to us, and we give it back.',
    };
  }
  if (!subscription || subscription.endsAt || !isAtLeast(owned.planId, subscription.planId)) return null;
  const name = nameOf(subscription.planId);
  return {
    title: `${nameOf(owned.planId)} is yours for good, and a subscription of ${name} still renews`,
    text: `It gives nothing that you do not own. Cancel ${name}, and nothing more is charged.`,
  };
}
