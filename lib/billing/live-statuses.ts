import { SubscriptionStatus } from '@/lib/db';

/**
 * Whether a subscription in this state can still take money or give a plan, so that a second one beside it would bill
 * the organization twice. Only what has ended cannot; a state that this version does not know may.
 */
export function isLive(status: string): boolean {
  return status !== SubscriptionStatus.canceled && status !== SubscriptionStatus.incomplete_expired;
}

/** The states that {@link isLive} holds for. */
export const liveStatuses = Object.values(SubscriptionStatus).filter(isLive);
