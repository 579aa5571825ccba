import { describe, expect, it } from 'vitest';
import type { EntitlementsOverview, OverrideStanding } from '@/lib/admin';
import {
  byWords,
  endOfDay,
  featureWords,
  isCreditable,
  overrideWords,
  sourceWords,
  untilWords,
} from './entitlement-words';

const note = { reason: 'A prize', by: 'ada@example.test', expiresAt: null, isRunning: true };
const nothing = { enabled: null, quotaLimit: null, cap: null, rate: null, ...note };
const overview = (given: Partial<EntitlementsOverview>) =>
  ({
    source: 'nothing',
    subscriptions: [],
    lifetimes: [],
    grant: null,
    entitlements: { planId: 'pro', readOnly: false },
    ...given,
  }) as unknown as EntitlementsOverview;

describe('why a plan counts', () => {
  it('is said of each source', () => {
    const grant = {
      planId: 'pro' as const,
      startsAt: '2026-11-01T00:00:00Z',
      endsAt: '2027-03-03T23:59:59.999Z',
      ...note,
    };
    expect(sourceWords(overview({ source: 'grant', grant }))).toEqual({
      badge: 'Given until March 3, 2027',
      text: '“A prize”, by ada@example.test',
    });
    const subscription = {
      id: 'sub_1',
      planId: 'pro' as const,
      status: 'past_due',
      currentPeriodEnd: '2026-12-21T00:00:00Z',
      syncedAt: '2026-11-26T00:00:00Z',
    };
    expect(sourceWords(overview({ source: 'subscription', subscriptions: [subscription] }))).toEqual({
      badge: 'Subscription',
      text: 'Subscription sub_1: past due, period ends December 21, 2026.',
    });
    const lifetime = {
      paymentId: 'pi_1',
      planId: 'pro' as const,
      boughtAt: '2026-01-02T00:00:00Z',
      amount: 1,
      currency: 'usd',
    };
    expect(sourceWords(overview({ source: 'lifetime', lifetimes: [lifetime] })).text).toBe(
      'Payment pi_1 of January 2, 2026.',
    );
    expect(sourceWords(overview({})).badge).toBe('Nothing paid');
  });
});

describe('an override', () => {
  it.each<[OverrideStanding, { name: string; value: string }]>([
    [
      { kind: 'feature', subject: 'export_csv', ...nothing, enabled: true },
      { name: 'Export CSV', value: 'Given' },
    ],
    [
      { kind: 'feature', subject: 'ai_insights', ...nothing, enabled: false },
      { name: 'AI insights', value: 'Taken away' },
    ],
    [
      { kind: 'limit', subject: 'runs', ...nothing, quotaLimit: 7, cap: 'hard' },
      { name: 'Runs', value: '7 runs, hard cap' },
    ],
    [
      { kind: 'limit', subject: 'runs', ...nothing },
      { name: 'Runs', value: 'Unlimited' },
    ],
    [
      { kind: 'rate_limit', subject: 'key_requests_per_hour', ...nothing, rate: 2000 },
      { name: 'Requests by API key, per hour', value: '2,000' },
    ],
  ])('of %o', (override, words) => {
    expect(overrideWords(override)).toEqual(words);
  });

  it('says until when, and by whom', () => {
    expect(untilWords(null, true)).toBe('No end');
    expect(untilWords('2027-03-03T23:59:59Z', true)).toBe('Until March 3, 2027');
    expect(untilWords('2026-03-03T23:59:59Z', false)).toBe('Ended March 3, 2026');
    expect(byWords({ reason: 'A prize', by: null })).toBe('“A prize”');
    expect(featureWords('advanced_search')).toBe('Advanced search');
  });
});

it('the last day is given to its end, and no day is no end', () => {
  expect(endOfDay('2027-03-03')).toBe('2027-03-03T23:59:59.999Z');
  expect(endOfDay('')).toBeNull();
});

it('only what was used in a period is credited', () => {
  expect(isCreditable({ period: 'month', used: 1 })).toBe(true);
  expect(isCreditable({ period: 'month', used: 0 })).toBe(false);
  expect(isCreditable({ period: 'total', used: 5 })).toBe(false);
});
