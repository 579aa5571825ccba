import type { PlanId } from '@/lib/plans';
import { isOwing } from './live-statuses';

/** What an organization may do, and until when where it is about to change. Days are those of {@link GRACE_DAYS}. */
export type Access =
  | { state: 'full' }
  | { state: 'grace'; until: Date }
  | { state: 'read_only' }
  | { state: 'free' };

/** What decides access: the plan in force (`app.effective_plan_id`) and the live subscription, or null. */
type AccessFacts = {
  planId: PlanId;
  subscription: { planId: PlanId; status: string; pastDueSince: Date | null } | null;
};

/** Days of full access after a renewal was not paid. The database's functions count the same. */
export const GRACE_DAYS = 7;

/**
 * | plan in force | subscription | access |
 * | --- | --- | --- |
 * | free | none, canceled, or waiting for its first payment | `free` |
 * | paid | active, in trial, or a plan bought for good | `full` |
 * | that of the subscription | past due for less than 7 days | `grace` until then |
 * | free | past due for 7 days or more | `read_only` |
 * | free | unpaid: Stripe has given up collecting | `read_only` |
 * | paid, by something else | past due or unpaid | `full` |
 */
export function accessOf({ planId, subscription }: AccessFacts, now: Date): Access {
  if (!subscription || !isOwing(subscription.status)) return { state: planId === 'free' ? 'free' : 'full' };
  const { status, pastDueSince } = subscription;
  const until = graceEnd(pastDueSince ?? now);
  if (planId === 'free') return { state: 'read_only' };
  if (status === 'past_due' && planId === subscription.planId && now < until)
    return { state: 'grace', until };
  return { state: 'full' };
}

/** The end of the grace that began then. */
export function graceEnd(pastDueSince: Date): Date {
  return new Date(pastDueSince.getTime() + GRACE_DAYS * 86_400_000);
}
