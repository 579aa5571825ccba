import { describe, expect, it } from 'vitest';
import { catalogue, metrics } from '@/lib/plans';
import { capWords, isHeldByTrial, projectionWords, reservedWords, resetWords } from './usage-words';

const base = {
  metric: 'runs',
  used: 20,
  limit: 100,
  cap: 'soft',
  stopsAt: 120,
  period: 'month',
  resetsAt: '2026-12-01T00:00:00.000Z',
  overage: 0,
  overagePrice: null,
} as const;
const hard = { ...base, metric: 'documents', cap: 'hard', stopsAt: 100 } as const;
const total = { ...hard, metric: 'saved_jobs', period: 'total', resetsAt: null } as const;
const overage = {
  ...base,
  cap: 'overage',
  stopsAt: null,
  overagePrice: { unitAmount: 10, quantity: 1 },
} as const;

describe('isHeldByTrial', () => {
  const team = catalogue.plans.find(({ id }) => id === 'team');
  const trial = { planId: 'team', status: 'trialing' } as const;

  it('is true of what the plan would bill, while it is tried', () => {
    expect(metrics.filter((metric) => isHeldByTrial({ metric }, team, trial))).toEqual([
      'runs',
      'llm_tokens',
      'api_calls',
      'storage_bytes',
    ]);
  });

  it.each([
    ['a plan that is paid', team, { ...trial, status: 'active' }],
    ['the trial of another plan than the one that counts', team, { ...trial, planId: 'pro' }],
    ['no subscription', team, null],
    ['no plan', undefined, trial],
  ] as const)('is false with %s', (_, plan, subscription) => {
    expect(isHeldByTrial({ metric: 'runs' }, plan, subscription)).toBe(false);
  });
});

describe('capWords', () => {
  it('says what happens at every kind of limit', () => {
    expect(capWords({ ...base, limit: null, stopsAt: null })).toBe('Your plan sets no limit.');
    expect(capWords({ ...hard, limit: 0, stopsAt: 0, used: 0 })).toBe('Not part of your plan.');
    expect(capWords(hard)).toBe('At the limit it stops until it resets.');
    expect(capWords(total)).toBe('At the limit nothing more can be added. What you have stays.');
    expect(capWords(base)).toBe('You can go on past the limit up to 120, then it stops.');
    expect(capWords(overage)).toBe('You can go on past the limit; what is above it costs $0.10 per run.');
  });

  it('says what is happening once it is reached', () => {
    expect(capWords({ ...hard, used: 100 })).toBe('It has stopped until December 1, 2026.');
    expect(capWords({ ...hard, used: 100, period: 'day' })).toBe('It has stopped until midnight UTC.');
    expect(capWords({ ...total, used: 100 })).toBe('Nothing more can be added. What you have stays.');
    expect(capWords({ ...base, used: 105 })).toBe(
      'You are past the limit. You can go on up to 120, then it stops.',
    );
    expect(capWords({ ...base, used: 120 })).toBe('It has stopped until December 1, 2026.');
    expect(capWords({ ...overage, used: 112, overage: 12 })).toBe(
      '12 runs above the limit so far, at $0.10 per run.',
    );
  });

  it('says what the trial holds back, until it has stopped', () => {
    expect(capWords(hard, true)).toBe('In the trial it stops at the limit.');
    expect(capWords(total, true)).toBe(
      'In the trial nothing more can be added at the limit. What you have stays.',
    );
    expect(capWords({ ...hard, used: 100 }, true)).toBe('It has stopped until December 1, 2026.');
    expect(capWords(base, true)).toBe('You can go on past the limit up to 120, then it stops.');
  });

  it('tells prices by what they are for', () => {
    const tokens = {
      ...overage,
      metric: 'llm_tokens',
      overagePrice: { unitAmount: 1, quantity: 1000 },
    } as const;
    expect(capWords(tokens)).toContain('$0.01 per 1,000 AI tokens');
    const storage = {
      ...overage,
      metric: 'storage_bytes',
      period: 'total',
      overagePrice: { unitAmount: 50, quantity: 1e9 },
    } as const;
    expect(capWords(storage)).toContain('$0.50 per GB a month');
  });

  it.each(metrics)('has whole sentences for %s', (metric) => {
    for (const standing of [base, hard, total, overage]) {
      for (const used of [0, 100, 130]) {
        expect(capWords({ ...standing, metric, used })).not.toMatch(/undefined|null|NaN/);
      }
    }
  });
});

describe('resetWords', () => {
  it('says when it begins anew', () => {
    expect(resetWords(base)).toBe('Resets on December 1, 2026');
    expect(resetWords({ ...base, period: 'day' })).toBe('Resets at midnight UTC');
    expect(resetWords(total)).toBe('Never resets');
  });
});

describe('projectionWords', () => {
  it('says on which day the limit is reached, or what it comes to, no more exactly than a pace is', () => {
    const reachesLimitAt = '2026-11-23T14:00:00.000Z';
    expect(projectionWords({ metric: 'runs', projection: { expected: 130, reachesLimitAt } })).toBe(
      'At this pace you reach the limit on November 23, 2026.',
    );
    expect(projectionWords({ metric: 'runs', projection: { expected: 8734, reachesLimitAt: null } })).toBe(
      'At this pace it comes to about 8,700 runs.',
    );
    expect(projectionWords({ metric: 'runs', projection: null })).toBeNull();
  });
});

it.each([
  ['runs', 3, '3 more kept for what is under way.'],
  ['seats', 1, '1 more held by an open invitation.'],
  ['seats', 2, '2 more held by open invitations.'],
] as const)('of %s that are kept it says by what', (metric, reserved, words) => {
  expect(reservedWords({ metric, reserved })).toBe(words);
});
