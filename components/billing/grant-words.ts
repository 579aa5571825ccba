import type { PlanGrant } from '@/lib/entitlements';
import type { PlanId } from '@/lib/plans';
import { longDate } from './subscription-words';

/** A plan that is given, as its badge and its sentence say it. Dates are UTC. */
export function givenWords({ endsAt }: PlanGrant): { badge: string; text: string } {
  if (!endsAt) return { badge: 'Given to you', text: 'Given to you without an end. You pay nothing for it.' };
  const day = longDate(endsAt.toISOString());
  return { badge: `Given until ${day}`, text: `Given to you until ${day}. You pay nothing for it.` };
}

/** What happens when it ends, and what to do about it, for whoever may buy. */
export function afterGrantWords({ endsAt }: PlanGrant, planName: string, laterName: string): string {
  if (!endsAt) return `Buying is possible all the same, such as a bigger plan than ${planName}.`;
  return `After that it is ${laterName}. Buy ${planName} to keep it; what you have stays either way.`;
}

/**
 * The plan that somebody pays for or owns, where what is in force is only given: what they can buy goes by this one. The plan
 * in force otherwise.
 */
export function planWithoutGrant(
  planId: PlanId,
  {
    grant,
    subscriptionPlanId,
    lifetimePlanId,
  }: { grant: PlanGrant | null; subscriptionPlanId: PlanId | null; lifetimePlanId: PlanId | null },
): PlanId {
  const isGiven = grant?.planId === planId && subscriptionPlanId !== planId && lifetimePlanId !== planId;
  return isGiven ? (subscriptionPlanId ?? lifetimePlanId ?? 'free') : planId;
}
