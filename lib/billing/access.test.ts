import { describe, expect, it } from 'vitest';
import { accessOf } from './access';

const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const pro = (status: string, pastDueSince: Date | null = null) => ({
  planId: 'pro' as const,
  status,
  pastDueSince,
});

describe('accessOf', () => {
  it.each([
    ['nothing bought', 'free', null, { state: 'free' }],
    ['a first payment that waits', 'free', pro('incomplete'), { state: 'free' }],
    ['an active plan', 'pro', pro('active'), { state: 'full' }],
    ['a trial', 'pro', pro('trialing'), { state: 'full' }],
    ['a plan bought for good', 'pro', null, { state: 'full' }],
    [
      'a payment overdue for less than seven days',
      'pro',
      pro('past_due', daysAgo(6.99)),
      { state: 'grace', until: new Date(daysAgo(6.99).getTime() + 7 * 86_400_000) },
    ],
    ['a payment overdue for seven days', 'free', pro('past_due', daysAgo(7)), { state: 'read_only' }],
    ['a subscription that Stripe has given up', 'free', pro('unpaid', daysAgo(1)), { state: 'read_only' }],
    [
      'a debt beside a plan bought for good',
      'pro',
      { ...pro('unpaid', daysAgo(30)), planId: 'basic' as const },
      { state: 'full' },
    ],
  ] as const)('%s', (_case, planId, subscription, access) => {
    expect(accessOf({ planId, subscription }, now)).toEqual(access);
  });
});
