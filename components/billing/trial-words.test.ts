import { describe, expect, it } from 'vitest';
import type { OfferPrice } from './offer-price';
import { yearlyPro } from './test-support';
import { begunTrialWords, noTrialWords, refusedTrialWords, trialLine, trialOffer } from './trial-words';

const now = new Date('2026-11-26T23:00:00.000Z');

describe('what is told before paying', () => {
  const price: OfferPrice = {
    perMonth: '$9',
    billed: '$86.40 billed once a year',
    savingPercent: 20,
    note: null,
  };

  it('is how long it is free, what it costs then, and when that is first charged', () => {
    const offer = trialOffer({ trialDays: 7 }, 'available', now);
    if (!offer) throw new Error('no trial');
    expect(trialLine(offer, price, 'month')).toBe(
      '7 days free, then $9 per month. First charged on December 3, 2026.',
    );
    expect(trialLine(offer, price, 'year')).toBe(
      '7 days free, then $86.40 billed once a year. First charged on December 3, 2026.',
    );
    expect(trialLine({ ...offer, days: 1 }, price, 'month')).toMatch(/^1 day free/);
  });

  it('promises a visitor no day', () => {
    expect(trialOffer({ trialDays: 7 }, 'unknown', now)?.rest).toBe(
      'The trial is once for each person and card.',
    );
  });

  it.each(['used_by_person', 'used_by_organization'] as const)(
    'promises nothing to who is %s',
    (standing) => {
      expect(trialOffer({ trialDays: 7 }, standing, now)).toBeNull();
      expect(noTrialWords(standing)).toContain('charged from the first day');
    },
  );

  it('promises nothing for what has no trial', () => {
    expect(trialOffer({ trialDays: 0 }, 'available', now)).toBeNull();
    expect(trialOffer({ trialDays: 0 }, 'unknown', now)).toBeNull();
    expect(noTrialWords('available')).toBeNull();
  });
});

describe('begunTrialWords', () => {
  it('says until when it is free and when it is charged', () => {
    const trial = { ...yearlyPro, status: 'trialing' as const, trialEnd: '2026-12-03T10:00:00.000Z' };
    expect(begunTrialWords(trial, { name: 'Pro', price: '$29 per month', discount: null })).toEqual({
      title: 'Your trial of Pro has begun',
      description:
        'It is free until December 3, 2026, when it is charged for the first time: $29 per month. Cancel before and nothing is charged.',
    });
  });
});

describe('begunTrialWords, with a discount', () => {
  it('tells that, too', () => {
    const trial = { ...yearlyPro, status: 'trialing' as const, trialEnd: '2026-12-03T10:00:00.000Z' };
    const words = begunTrialWords(trial, { name: 'Pro', price: '$29 per month', discount: '20% off.' });
    expect(words.description).toContain('$29 per month. 20% off. Cancel before');
  });
});

describe('refusedTrialWords', () => {
  it.each([
    ['person', 'You have already had a trial'],
    ['card', 'This card has already had a trial'],
  ] as const)('says that the %s has had one and nothing was charged', (by, title) => {
    const words = refusedTrialWords(by, 'Pro');
    expect(words.title).toBe(title);
    expect(words.description).toContain('Nothing was charged, and Pro has not begun.');
  });
});
