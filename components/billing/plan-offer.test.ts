import { describe, expect, it } from 'vitest';
import { catalogue, type Plan, type PlanId } from '@/lib/plans';
import { planOffer, type Viewer } from './plan-offer';

function plan(id: PlanId): Plan {
  const found = catalogue.plans.find((each) => each.id === id);
  if (!found) throw new Error(`no plan ${id}`);
  return found;
}

describe('planOffer', () => {
  it('tells every interval’s price per month, the sum billed and the honest saving', () => {
    expect(planOffer(plan('pro'), null).prices).toEqual({
      month: {
        perMonth: '$29',
        billed: 'billed every month',
        savingPercent: 0,
        note: '$23.20 a month when paid yearly',
      },
      six_months: {
        perMonth: '$26.10',
        billed: '$156.60 billed every 6 months',
        savingPercent: 10,
        note: 'Saves $17.40 against paying monthly',
      },
      year: {
        perMonth: '$23.20',
        billed: '$278.40 billed once a year',
        savingPercent: 20,
        note: 'Saves $69.60 against paying monthly',
      },
    });
  });

  it('tells what a plan costs for good apart from its intervals, and shows no price for what is free', () => {
    expect(Object.keys(planOffer(plan('pro'), null).prices)).not.toContain('lifetime');
    expect(planOffer(plan('pro'), null).lifetime).toEqual({ price: '$499', action: 'sign-up' });
    expect(planOffer(plan('team'), null).lifetime).toBeNull();
    expect(planOffer(plan('free'), null).prices).toEqual({});
  });

  it('never shows less per month than is billed', () => {
    const odd: Plan = {
      ...plan('basic'),
      prices: [
        { interval: 'month', currency: 'usd', unitAmount: 900, lookupKey: 'a' },
        { interval: 'year', currency: 'usd', unitAmount: 8645, lookupKey: 'b' },
      ],
    };
    expect(planOffer(odd, null).prices.year?.perMonth).toBe('$7.21');
  });

  it('promises no saving where there is none', () => {
    const dear: Plan = {
      ...plan('basic'),
      prices: [
        { interval: 'month', currency: 'usd', unitAmount: 900, lookupKey: 'a' },
        { interval: 'year', currency: 'usd', unitAmount: 11_000, lookupKey: 'b' },
      ],
    };
    expect(planOffer(dear, null).prices.year).toMatchObject({ savingPercent: 0, note: null });
    expect(planOffer(dear, null).prices.month?.note).toBeNull();
  });

  it('promises what the product counts and has, all of it and nothing else', () => {
    expect(planOffer(plan('free'), null).gives).toEqual(['10 saved jobs', '3 seats']);
    expect(planOffer(plan('basic'), null).gives).toEqual([
      '100 saved jobs',
      '3 seats',
      'Reminders and a weekly summary',
      'Export to CSV',
    ]);
    expect(planOffer(plan('enterprise'), null).gives).toEqual([
      'Unlimited saved jobs',
      'Unlimited seats',
      'Reminders and a weekly summary',
      'Export to CSV',
      'Import of up to 5,000 jobs',
      'Search by fields and ranges',
      'All of the statistics',
      'Audit log of the organization',
    ]);
  });

  const owner = { subscribed: false, changeable: false, renews: false, lifetimePlanId: null, mayBuy: true };
  const ofPro = { ...owner, planId: 'pro', lifetimePlanId: 'pro' } as const;
  it.each<[string, PlanId, Viewer, string]>([
    ['a visitor signs up for', 'pro', null, 'sign-up'],
    ['an owner on free buys', 'pro', { ...owner, planId: 'free' }, 'buy'],
    ['an owner on free has', 'free', { ...owner, planId: 'free' }, 'current'],
    [
      'an owner on basic cannot buy a second subscription for, but can change to,',
      'pro',
      { ...owner, planId: 'basic', subscribed: true, changeable: true },
      'change',
    ],
    ['an owner on basic need not buy', 'free', { ...owner, planId: 'basic', subscribed: true }, 'none'],
    [
      'an owner whose payment failed for good settles before',
      'pro',
      { ...owner, planId: 'free', subscribed: true },
      'later',
    ],
    [
      'somebody whose account is closed is told why who tries to buy',
      'pro',
      { ...owner, planId: null },
      'buy',
    ],
    ['somebody whose account is closed need not buy', 'free', { ...owner, planId: null }, 'none'],
    [
      'a member of a paying organization cannot choose',
      'pro',
      { ...owner, planId: 'basic', subscribed: true, changeable: true, mayBuy: false },
      'none',
    ],
    ['a member cannot buy', 'pro', { ...owner, planId: 'free', mayBuy: false }, 'none'],
    ['a member sees as theirs', 'free', { ...owner, planId: 'free', mayBuy: false }, 'current'],
    ['who owns Pro for good sees so at', 'pro', ofPro, 'owned'],
    ['who owns Pro for good needs nothing below it:', 'basic', ofPro, 'none'],
    ['who owns Pro for good can buy more than it:', 'team', ofPro, 'buy'],
    [
      'who has Team beside it still owns',
      'pro',
      { ...ofPro, planId: 'team', subscribed: true, renews: true },
      'owned',
    ],
  ])('%s %s', (_case, id, viewer, action) => {
    expect(planOffer(plan(id), viewer).action).toBe(action);
  });

  it.each<[string, Viewer, string]>([
    ['an owner on free buys', { ...owner, planId: 'free' }, 'buy'],
    ['whose subscription ends buys', { ...owner, planId: 'pro', subscribed: true }, 'buy'],
    [
      'whose subscription renews cancels first',
      { ...owner, planId: 'basic', subscribed: true, renews: true },
      'cancel-first',
    ],
    ['who owns it buys no second time', ofPro, 'none'],
    ['who has more has no use for it', { ...owner, planId: 'team', subscribed: true, renews: true }, 'none'],
    ['a member cannot buy', { ...owner, planId: 'free', mayBuy: false }, 'none'],
  ])('for good: %s', (_case, viewer, action) => {
    expect(planOffer(plan('pro'), viewer).lifetime?.action).toBe(action);
  });
});
