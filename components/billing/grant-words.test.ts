import { describe, expect, it } from 'vitest';
import type { PlanGrant } from '@/lib/entitlements';
import { afterGrantWords, givenWords, planWithoutGrant } from './grant-words';

const given: PlanGrant = {
  planId: 'pro',
  startsAt: new Date('2026-11-26T09:00:00Z'),
  endsAt: new Date('2027-03-03T00:00:00Z'),
};

describe('a plan that is given', () => {
  it('says until when, what comes then, and that it can be bought', () => {
    expect(givenWords(given)).toEqual({
      badge: 'Given until March 3, 2027',
      text: 'Given to you until March 3, 2027. You pay nothing for it.',
    });
    expect(afterGrantWords(given, 'Pro', 'Free')).toBe(
      'After that it is Free. Buy Pro to keep it; what you have stays either way.',
    );
  });

  it('without an end says so', () => {
    const forGood = { ...given, endsAt: null };
    expect(givenWords(forGood)).toMatchObject({ badge: 'Given to you' });
    expect(afterGrantWords(forGood, 'Pro', 'Free')).toContain('a bigger plan than Pro');
  });
});

describe('the plan that what can be bought goes by', () => {
  const nothing = { grant: given, subscriptionPlanId: null, lifetimePlanId: null };

  it('is not the one that is only given', () => {
    expect(planWithoutGrant('pro', nothing)).toBe('free');
    expect(planWithoutGrant('pro', { ...nothing, subscriptionPlanId: 'basic' })).toBe('basic');
    expect(planWithoutGrant('pro', { ...nothing, lifetimePlanId: 'basic' })).toBe('basic');
  });

  it('is the one in force where something else gives it, too', () => {
    expect(planWithoutGrant('pro', { ...nothing, subscriptionPlanId: 'pro' })).toBe('pro');
    expect(planWithoutGrant('pro', { ...nothing, lifetimePlanId: 'pro' })).toBe('pro');
    expect(planWithoutGrant('team', { ...nothing, subscriptionPlanId: 'team' })).toBe('team');
    expect(
      planWithoutGrant('basic', { grant: null, subscriptionPlanId: 'basic', lifetimePlanId: null }),
    ).toBe('basic');
  });
});
