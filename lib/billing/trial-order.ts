import type Stripe from 'stripe';

type SubscriptionData = Stripe.Checkout.SessionCreateParams.SubscriptionData;

/** Whose trial it is, and for how many days; 0 for none. */
export type OrderedTrial = { userId: string; days: number };

/**
 * Orders a trial with a subscription that Checkout is to make: free for so many days, and ended rather than billed when
 * no card is left to charge by then. It names the person whose trial it is, for `settleTrials`.
 */
export function withTrial(data: SubscriptionData, { userId, days }: OrderedTrial): SubscriptionData {
  if (days === 0) return data;
  return {
    ...data,
    metadata: { ...data.metadata, [TRIAL_USER]: userId },
    trial_period_days: days,
    trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
  };
}

/** The key of the metadata in which a subscription names the person whose trial it began with. */
export const TRIAL_USER = 'trialUserId';
