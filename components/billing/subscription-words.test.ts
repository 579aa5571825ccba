import { describe, expect, it } from 'vitest';
import { subscriptionWords } from './subscription-words';
import { yearlyPro } from './test-support';

describe('subscriptionWords', () => {
  it('says what is paid and when it renews', () => {
    expect(subscriptionWords(yearlyPro)).toEqual({
      badge: 'Active',
      tone: 'success',
      price: '$278.40 per year',
      next: 'Renews on November 21, 2027.',
      discount: null,
    });
  });

  it.each([
    [{ percentOff: 25, endsAt: '2027-02-21T00:00:00.000Z' }, 'SPRING: 25% off until February 21, 2027.'],
    [{ percentOff: 50 }, 'SPRING: 50% off for as long as it runs.'],
    [{ amountOff: 500, once: true }, 'SPRING: $5 off the next invoice.'],
    [{ percentOff: 10, name: null }, 'Discount: 10% off for as long as it runs.'],
  ])('says what is taken off: %j', (part, words) => {
    const discount = {
      name: 'SPRING',
      percentOff: null,
      amountOff: null,
      endsAt: null,
      once: false,
      ...part,
    };
    expect(subscriptionWords({ ...yearlyPro, discount }).discount).toBe(words);
  });

  it('says when it changes instead of renewing, and which seats were added', () => {
    const at = '2027-11-21T10:00:00.000Z';
    const scheduledChange = { planId: 'basic', interval: 'year', extraSeats: 0, at } as const;
    expect(subscriptionWords({ ...yearlyPro, scheduledChange, extraSeats: 2 })).toMatchObject({
      next: 'Changes on November 21, 2027.',
      price: '$278.40 per year, plus 2 extra seats',
    });
  });

  it('says when it ends instead of renewing', () => {
    const words = subscriptionWords({ ...yearlyPro, endsAt: '2027-01-05T00:00:00.000Z' });
    expect(words).toMatchObject({ badge: 'Ending', next: 'Ends on January 5, 2027.' });
  });

  it('does not promise a renewal while a payment is overdue', () => {
    const words = subscriptionWords({
      ...yearlyPro,
      status: 'past_due',
      pastDueSince: '2026-11-01T00:00:00.000Z',
    });
    expect(words).toMatchObject({ badge: 'Payment failed', tone: 'danger' });
    expect(words.next).not.toContain('Renews');
  });

  it('tells the first payment of a trial', () => {
    const words = subscriptionWords({
      ...yearlyPro,
      status: 'trialing',
      trialEnd: '2026-11-28T00:00:00.000Z',
    });
    expect(words.next).toBe('Trial until November 28, 2026, then the first payment.');
  });

  it('promises no payment for a trial that was canceled', () => {
    const words = subscriptionWords({
      ...yearlyPro,
      status: 'trialing',
      trialEnd: '2026-11-28T00:00:00.000Z',
      endsAt: '2026-11-28T00:00:00.000Z',
    });
    expect(words.next).toBe('Trial until November 28, 2026, then it ends uncharged.');
  });

  it('multiplies by what was bought', () => {
    expect(subscriptionWords({ ...yearlyPro, quantity: 3 }).price).toBe('$835.20 per year for 3');
  });

  it.each(['unpaid', 'paused', 'incomplete'] as const)('does not call %s active', (status) => {
    expect(subscriptionWords({ ...yearlyPro, status }).badge).not.toBe('Active');
  });
});
