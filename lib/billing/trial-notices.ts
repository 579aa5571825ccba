import type { BillingNotice, BillingState } from './notices';

/** What people are to be told of trials that were refused, once for each. `refused` are ids of subscriptions. */
export function refusalNotices(refused: readonly string[], { subscriptions }: BillingState): BillingNotice[] {
  return refused.map((subscriptionId) => {
    const planId = subscriptions.find(({ id }) => id === subscriptionId)?.planId;
    return {
      key: `trial_refused:${subscriptionId}`,
      kind: 'trial_refused',
      facts: { subscriptionId, ...(planId && { planId }) },
    };
  });
}
