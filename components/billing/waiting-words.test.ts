import { describe, expect, it } from 'vitest';
import type { CurrentSubscription } from '@/lib/billing';
import { yearlyPro } from './test-support';
import { seatsWords, waitingWords } from './waiting-words';

const at = '2027-11-21T10:00:00.000Z';
const words = (changes: Partial<CurrentSubscription>) =>
  waitingWords({ ...yearlyPro, ...changes }, (id) => id[0]?.toUpperCase() + id.slice(1));

describe('waitingWords', () => {
  it('says nothing while nothing waits', () => {
    expect(words({})).toBeNull();
  });

  it.each([
    [
      { planId: 'basic', interval: 'year', extraSeats: 0 },
      'Changes to Basic on November 21, 2027',
      'Keep Pro',
    ],
    [
      { planId: 'pro', interval: 'month', extraSeats: 0 },
      'Changes to monthly payment on November 21, 2027',
      'Keep it as it is',
    ],
    [
      { planId: 'basic', interval: 'six_months', extraSeats: 0 },
      'Changes to Basic, payment every 6 months on November 21, 2027',
      'Keep Pro',
    ],
    [
      { planId: 'pro', interval: 'year', extraSeats: 1 },
      'Changes to 1 extra seat on November 21, 2027',
      'Keep it as it is',
    ],
  ] as const)('tells what %o brings', (change, title, keep) => {
    expect(words({ scheduledChange: { ...change, at } })).toMatchObject({ title, keep, pay: false });
  });

  it('says what holds while a change is not paid, and until when it can be', () => {
    const unpaid = words({ changeUnpaidUntil: at });
    expect(unpaid).toMatchObject({ pay: true, keep: 'Keep Pro' });
    expect(unpaid?.text).toContain('Pro stays as it is until it is paid. Unpaid by November 21, 2027,');
  });

  it.each([
    [0, 'no extra seats'],
    [1, '1 extra seat'],
    [7, '7 extra seats'],
  ])('counts %i seats', (count, text) => expect(seatsWords(count)).toBe(text));
});
