import { describe, expect, it } from 'vitest';
import type { CurrentSubscription, LifetimeGrant } from '@/lib/billing';
import { needlessPayment, ownedWords } from './lifetime-words';
import { yearlyPro } from './test-support';

const pro: LifetimeGrant = {
  paymentId: 'pi_1',
  planId: 'pro',
  boughtAt: '2026-11-26T10:00:00.000Z',
  amount: 49_900,
  currency: 'usd',
};
const nameOf = (id: string) => id;

describe('ownedWords', () => {
  it('tells when it was bought and for how much, and of no renewal', () => {
    expect(ownedWords(pro)).toBe('Bought for good on November 26, 2026 for $499. Nothing renews.');
  });
});

describe('needlessPayment', () => {
  it('finds a subscription that gives no more and renews', () => {
    const found = needlessPayment([pro], { ...yearlyPro, planId: 'basic' }, nameOf);
    expect(found?.title).toContain('still renews');
  });

  it('finds a second purchase', () => {
    expect(needlessPayment([pro, { ...pro, paymentId: 'pi_2' }], null, nameOf)?.title).toContain(
      'more than once',
    );
  });

  it.each<[string, LifetimeGrant[], CurrentSubscription | null]>([
    ['nothing is owned', [], { ...yearlyPro, planId: 'pro' }],
    ['there is no subscription', [pro], null],
    ['the subscription gives more', [pro], { ...yearlyPro, planId: 'team' }],
    ['it is set to end', [pro], { ...yearlyPro, planId: 'pro', endsAt: '2026-12-26T00:00:00.000Z' }],
  ])('finds nothing when %s', (_case, grants, subscription) => {
    expect(needlessPayment(grants, subscription, nameOf)).toBeNull();
  });
});
