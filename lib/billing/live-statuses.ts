import { SubscriptionStatus } from '@/lib/db';

/**
 * Whether a subscription in this state can still take money or give a plan, so that a second one beside it would bill
 * the organization twice. Only what has ended cannot; a state that this version does not know may.
 */
export function isLive(status: string): boolean {
  return status !== SubscriptionStatus.canceled && status !== SubscriptionStatus.incomplete_expired;
}

/** Whether a renewal of a subscription in this state was not paid. */
export function isOwing(status: string): status is 'past_due' | 'unpaid' {
  return status === SubscriptionStatus.past_due || status === SubscriptionStatus.unpaid;
}

/** The states that {@link isLive} holds for. */
export const liveStatuses = Object.values(SubscriptionStatus).filter(isLive);
