import { describe, expect, it } from 'vitest';
import type { CurrentSubscription } from '@/lib/billing';
import {
  cancellationEffects,
  endingEffects,
  isCancellable,
  isChangeable,
  restWords,
} from './cancellation-words';
import { yearlyPro } from './test-support';

const subscription: CurrentSubscription = {
  ...yearlyPro,
  planId: 'basic',
  interval: 'month',
  unitAmount: 900,
  currentPeriodEnd: '2026-12-21T10:00:00.000Z',
};
const words = { planName: 'Basic', billsUse: false, leftName: null, leftLimits: '10 saved jobs' };

describe('cancellationEffects', () => {
  it('says until when the plan holds, what comes then, and that nothing is lost', () => {
    expect(cancellationEffects(subscription, words)).toEqual([
      'You keep Basic until December 21, 2026, and there are no further charges.',
      'From then on the limits of the free plan apply: 10 saved jobs.',
      'Nothing you saved is deleted, even where it is more than the free plan holds.',
      'You can take it back until December 21, 2026.',
    ]);
  });

  it('does not speak of what was paid during a trial', () => {
    expect(cancellationEffects({ ...subscription, status: 'trialing' }, words)[0]).toBe(
      'The trial of Basic goes on until December 21, 2026, and nothing is charged.',
    );
  });
});

describe('endingEffects', () => {
  it('says plainly that nothing is given back, and that it is for good', () => {
    expect(endingEffects(subscription, words)).toEqual([
      'Basic ends at once. What you paid until December 21, 2026 is not given back.',
      'The limits of the free plan apply from now on: 10 saved jobs.',
      'Nothing you saved is deleted, even where it is more than the free plan holds.',
      'It cannot be taken back. You can buy a plan again at any time.',
    ]);
  });

  it('speaks of no payment during a trial, nor for the rest of it', () => {
    const trial = restWords({ ...subscription, status: 'trialing' });
    expect(Object.values(trial).join(' ')).not.toMatch(/paid|given back/);
    expect(restWords({ ...subscription, status: 'active' }).now).toContain('not given back');
    expect(endingEffects({ ...subscription, status: 'trialing' }, words)[0]).toBe(
      'The trial of Basic ends at once, and nothing is charged.',
    );
  });
});

it('tells of what is used above the limits where that is billed, but for a trial', () => {
  const team = { ...words, planName: 'Team', billsUse: true };
  expect(cancellationEffects(subscription, team)[0]).toBe(
    'You keep Team until December 21, 2026. What is used above its limits until then is charged at the end, and nothing after.',
  );
  expect(endingEffects(subscription, team)[0]).toBe(
    'Team ends at once. What you paid until December 21, 2026 is not given back. What was used above its limits and is not billed yet is charged now.',
  );
  const trial = { ...subscription, status: 'trialing' } as const;
  expect(cancellationEffects(trial, team)[0]).toMatch(/nothing is charged\.$/);
  expect(endingEffects(trial, team)[0]).toMatch(/nothing is charged\.$/);
});

describe('isChangeable', () => {
  it.each([
    ['active', null, true],
    ['trialing', null, true],
    ['active', '2026-12-21T10:00:00.000Z', false],
    ['past_due', null, false],
    ['paused', null, false],
  ] as const)('%s with a change unpaid until %s: %s', (status, changeUnpaidUntil, expected) => {
    expect(isChangeable({ ...subscription, status, changeUnpaidUntil })).toBe(expected);
  });
});

describe('isCancellable', () => {
  it.each([
    ['active', null, true],
    ['trialing', null, true],
    ['active', '2026-12-21T10:00:00.000Z', false],
    ['past_due', null, false],
    ['unpaid', null, false],
    ['paused', null, false],
    ['incomplete', null, false],
  ] as const)('%s that ends at %s: %s', (status, endsAt, expected) => {
    expect(isCancellable({ ...subscription, status, endsAt })).toBe(expected);
  });
});
