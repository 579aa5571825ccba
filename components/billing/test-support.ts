import type { CurrentSubscription } from '@/lib/billing';

/** A paid subscription that simply renews, for tests to change what they are about. */
export const yearlyPro: CurrentSubscription = {
  planId: 'pro',
  interval: 'year',
  status: 'active',
  currency: 'usd',
  unitAmount: 27_840,
  quantity: 1,
  extraSeats: 0,
  currentPeriodStart: '2026-11-21T10:00:00.000Z',
  currentPeriodEnd: '2027-11-21T10:00:00.000Z',
  trialEnd: null,
  endsAt: null,
  pastDueSince: null,
  scheduledChange: null,
  discount: null,
  changeUnpaidUntil: null,
};
