import { describe, expect, it } from 'vitest';
import { accessOf, GRACE_DAYS as billingGraceDays } from '@/lib/billing/access';
import { catalogue, type PlanId } from '@/lib/plans';
import {
  computeEntitlements,
  type EntitlementFacts,
  GRACE_DAYS,
  type GrantFacts,
  type OverrideFacts,
  type PurchaseFacts,
  type SubscriptionFacts,
} from './compute-entitlements';

const now = new Date('2026-11-26T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('the plan in force', () => {
  it.each<[string, PlanId, boolean, Partial<EntitlementFacts>]>([
    ['nothing', 'free', false, {}],
    ['an active subscription', 'basic', false, { subscriptions: [sub('basic', 'active')] }],
    ['a trial', 'team', false, { subscriptions: [sub('team', 'trialing')] }],
    [
      'a trial that was refused',
      'free',
      false,
      { subscriptions: [{ ...sub('team', 'trialing'), trialRefused: true }] },
    ],
    [
      'a subscription whose trial was refused and that was paid',
      'team',
      false,
      { subscriptions: [{ ...sub('team', 'active'), trialRefused: true }] },
    ],
    [
      'a payment overdue for less than seven days',
      'pro',
      false,
      { subscriptions: [sub('pro', 'past_due', daysAgo(6.999))] },
    ],
    [
      'a payment overdue for seven days',
      'free',
      true,
      { subscriptions: [sub('pro', 'past_due', daysAgo(7))] },
    ],
    [
      'a subscription that Stripe has given up',
      'free',
      true,
      { subscriptions: [sub('pro', 'unpaid', daysAgo(1))] },
    ],
    ['a subscription that ended', 'free', false, { subscriptions: [sub('pro', 'canceled')] }],
    ['a first payment that waits', 'free', false, { subscriptions: [sub('pro', 'incomplete')] }],
    ['a subscription that is paused', 'free', false, { subscriptions: [sub('pro', 'paused')] }],
    ['the best of two', 'team', false, { subscriptions: [sub('basic', 'active'), sub('team', 'active')] }],
    [
      'a debt beside another subscription',
      'basic',
      false,
      { subscriptions: [sub('team', 'unpaid', daysAgo(9)), sub('basic', 'active')] },
    ],
    ['a plan bought for good', 'pro', false, { purchases: [purchase()] }],
    [
      'a debt beside a plan bought for good',
      'pro',
      false,
      { subscriptions: [sub('team', 'unpaid')], purchases: [purchase()] },
    ],
    ['a purchase given back in part', 'pro', false, { purchases: [purchase({ amountRefunded: 100 })] }],
    ['a purchase given back whole', 'free', false, { purchases: [purchase({ amountRefunded: 49_900 })] }],
    ['a purchase that the bank took back', 'free', false, { purchases: [purchase({ disputed: true })] }],
    ['a purchase that was not paid', 'free', false, { purchases: [purchase({ status: 'requires_action' })] }],
    ['a plan that was given', 'team', false, { grants: [grant()] }],
    ['a plan that was given without end', 'team', false, { grants: [grant({ endsAt: null })] }],
    ['a plan that was given until now', 'free', false, { grants: [grant({ endsAt: now })] }],
    ['a plan that is given from tomorrow on', 'free', false, { grants: [grant({ startsAt: daysAgo(-1) })] }],
    [
      'a plan that was given beside a lesser subscription',
      'team',
      false,
      { grants: [grant()], subscriptions: [sub('basic', 'active')] },
    ],
    [
      'a plan that was given beside a better one bought for good',
      'pro',
      false,
      { grants: [grant({ planId: 'basic' })], purchases: [purchase()] },
    ],
    [
      'a debt beside a plan that was given',
      'team',
      false,
      { grants: [grant()], subscriptions: [sub('pro', 'unpaid', daysAgo(9))] },
    ],
  ])('with %s is %s', (_, planId, readOnly, facts) => {
    expect(compute(facts)).toMatchObject({ planId, readOnly });
  });

  it.each([
    ['active', null],
    ['trialing', null],
    ['past_due', daysAgo(1)],
    ['past_due', daysAgo(6.999)],
    ['past_due', daysAgo(7)],
    ['past_due', daysAgo(30)],
    ['unpaid', daysAgo(1)],
    ['incomplete', null],
  ] as const)('%s since %s agrees with what pages are told of access', (status, pastDueSince) => {
    const { planId, readOnly } = compute({ subscriptions: [sub('pro', status, pastDueSince)] });
    const access = accessOf({ planId, subscription: { planId: 'pro', status, pastDueSince } }, now);
    expect(access.state === 'read_only').toBe(readOnly);
    expect(access.state === 'full' || access.state === 'grace').toBe(planId === 'pro');
    expect(GRACE_DAYS).toBe(billingGraceDays);
  });

  it('starts its months at the anchor of the newest subscription that gives it, and at none without one', () => {
    const older = { ...sub('pro', 'active'), id: 'sub_a', createdAt: daysAgo(9), billingAnchor: daysAgo(40) };
    const newer = { ...sub('pro', 'active'), id: 'sub_b', createdAt: daysAgo(2), billingAnchor: daysAgo(2) };
    expect(compute({ subscriptions: [older, newer] }).billingAnchor).toBe(daysAgo(2).toISOString());
    expect(compute({ subscriptions: [older], purchases: [purchase()] }).billingAnchor).toBe(
      daysAgo(40).toISOString(),
    );
    expect(compute({ purchases: [purchase()] }).billingAnchor).toBeNull();
    expect(compute({ subscriptions: [sub('pro', 'canceled')] }).billingAnchor).toBeNull();
    // A plan that is given has no bill, and of two that give the same the one that is paid counts.
    expect(compute({ subscriptions: [older], grants: [grant()] }).billingAnchor).toBeNull();
    expect(compute({ subscriptions: [older], grants: [grant({ planId: 'pro' })] }).billingAnchor).toBe(
      daysAgo(40).toISOString(),
    );
  });
});

describe('in a trial', () => {
  const billed = { cap: 'overage', overage: { unitAmount: 10, quantity: 1 } };
  const stopped = { cap: 'hard', overage: null };
  const newer = { ...sub('team', 'trialing'), id: 'sub_newer', createdAt: daysAgo(1) };

  it.each<[string, object, Partial<EntitlementFacts>]>([
    ['a trial stops at', stopped, { subscriptions: [sub('team', 'trialing')] }],
    [
      'a trial that is over is billed above',
      billed,
      { subscriptions: [{ ...sub('team', 'active'), trialEnd: daysAgo(1) }] },
    ],
    // It is over when Stripe says so.
    [
      'a trial whose end is near stops at',
      stopped,
      { subscriptions: [{ ...sub('team', 'trialing'), trialEnd: daysAgo(0.001) }] },
    ],
    [
      'a trial whose first payment failed stops at',
      stopped,
      { subscriptions: [{ ...sub('team', 'past_due', daysAgo(1)), trialEnd: daysAgo(3) }] },
    ],
    [
      'a later payment that failed is billed above',
      billed,
      { subscriptions: [{ ...sub('team', 'past_due', daysAgo(1)), trialEnd: daysAgo(34) }] },
    ],
    [
      'a payment that failed without a trial before is billed above',
      billed,
      { subscriptions: [sub('team', 'past_due', daysAgo(1))] },
    ],
    [
      'a trial beside a lesser plan that is paid stops at',
      stopped,
      { subscriptions: [sub('team', 'trialing'), sub('pro', 'active')] },
    ],
    [
      'a plan that is paid beside a lesser trial is billed above',
      billed,
      { subscriptions: [sub('team', 'active'), sub('pro', 'trialing')] },
    ],
    ['a newer trial of the same plan stops at', stopped, { subscriptions: [sub('team', 'active'), newer] }],
    [
      'a plan bought for good beside a lesser trial is as it was above',
      billed,
      { subscriptions: [sub('pro', 'trialing')], purchases: [purchase({ planId: 'team' })] },
    ],
    ['a plan that was given stops at', stopped, { grants: [grant()] }],
    [
      'a plan that is paid, and was given besides, is billed above',
      billed,
      { grants: [grant()], subscriptions: [sub('team', 'active')] },
    ],
    [
      'a plan that was bought for good, and was given besides, is as it was above',
      billed,
      { grants: [grant()], purchases: [purchase({ planId: 'team' })] },
    ],
  ])('%s the 5,000 runs that the plan includes', (_, expected, facts) => {
    expect(compute(facts).limits.runs).toEqual({ limit: 5_000, period: 'month', ...expected });
  });

  it('what the plan caps otherwise stays as it is', () => {
    for (const planId of ['basic', 'pro', 'team', 'enterprise'] as const) {
      const [paid, tried] = (['active', 'trialing'] as const).map(
        (status) => compute({ subscriptions: [sub(planId, status)] }).limits,
      );
      const expected = Object.entries(paid ?? {}).map(([metric, limit]) => [
        metric,
        limit.cap === 'overage' ? { ...limit, ...stopped } : limit,
      ]);
      expect(tried).toEqual(Object.fromEntries(expected));
    }
  });

  it.each([
    [null, stopped],
    ['soft', { cap: 'soft', overage: null }],
    ['hard', stopped],
  ] as const)('an override with the cap %s', (cap, expected) => {
    const overrides: OverrideFacts[] = [
      { kind: 'limit', subject: 'runs', quotaLimit: 7, cap, expiresAt: null },
    ];
    const { runs } = compute({ subscriptions: [sub('team', 'trialing')], overrides }).limits;
    expect(runs).toEqual({ limit: 7, period: 'month', ...expected });
  });
});

describe('an override', () => {
  it('gives a feature or takes it away', () => {
    const own: OverrideFacts[] = [
      { kind: 'feature', subject: 'export_csv', enabled: true, expiresAt: null },
      { kind: 'feature', subject: 'basic_search', enabled: false, expiresAt: null },
    ];
    expect(compute({ overrides: own }).features).toEqual(['export_csv']);
  });

  it('sets a limit, and a cap, which is then not billed', () => {
    const subscriptions = [sub('team', 'active')];
    const own = (cap: 'hard' | 'soft' | null, quotaLimit: number | null = 7): OverrideFacts[] => [
      { kind: 'limit', subject: 'runs', quotaLimit, cap, expiresAt: null },
    ];
    const runs = (overrides: OverrideFacts[]) => compute({ subscriptions, overrides }).limits.runs;
    expect(runs(own(null))).toEqual({
      limit: 7,
      cap: 'overage',
      period: 'month',
      overage: { unitAmount: 10, quantity: 1 },
    });
    expect(runs(own('hard'))).toEqual({ limit: 7, cap: 'hard', period: 'month', overage: null });
    expect(runs(own(null, null))).toMatchObject({ limit: null });
  });

  it('sets a rate limit', () => {
    const overrides: OverrideFacts[] = [
      { kind: 'rate_limit', subject: 'key_requests_per_hour', rate: 9, expiresAt: null },
    ];
    expect(compute({ overrides }).rateLimits).toEqual({
      sessionRequestsPerMinute: 60,
      keyRequestsPerHour: 9,
      runStartsPerHour: 10,
    });
  });

  it('ends by itself', () => {
    const until = (expiresAt: Date): OverrideFacts[] => [
      { kind: 'limit', subject: 'runs', quotaLimit: 7, cap: null, expiresAt },
    ];
    expect(compute({ overrides: until(now) }).limits.runs.limit).toBe(100);
    const later = new Date(now.getTime() + 1000);
    expect(compute({ overrides: until(later) })).toMatchObject({
      limits: { runs: { limit: 7 } },
      validUntil: later,
    });
  });
});

it('seats that are paid for come on top of the plan’s or the override’s, and are never billed by count', () => {
  const subscriptions = [{ ...sub('team', 'active'), extraSeats: 4 }];
  expect(compute({ subscriptions }).limits.seats).toEqual({
    limit: 29,
    cap: 'hard',
    period: 'total',
    overage: null,
  });
  const overrides: OverrideFacts[] = [
    { kind: 'limit', subject: 'seats', quotaLimit: 2, cap: null, expiresAt: null },
  ];
  expect(compute({ subscriptions, overrides }).limits.seats.limit).toBe(6);
});

it('says until when it holds: the next end of a grace, of a trial, of a grant or of an override', () => {
  const trial = { ...sub('team', 'trialing'), trialEnd: daysAgo(-2) };
  expect(compute({ subscriptions: [trial] }).validUntil).toEqual(daysAgo(-2));
  expect(compute({ subscriptions: [{ ...trial, status: 'active' }] }).validUntil).toBeNull();
  expect(compute({ subscriptions: [{ ...trial, trialEnd: daysAgo(1) }] }).validUntil).toBeNull();
  const grace = { subscriptions: [sub('pro', 'past_due', daysAgo(2)), sub('basic', 'past_due', daysAgo(8))] };
  expect(compute(grace).validUntil).toEqual(daysAgo(-5));
  const overrides: OverrideFacts[] = [
    { kind: 'feature', subject: 'reminders', enabled: true, expiresAt: daysAgo(-1) },
  ];
  expect(compute({ ...grace, overrides }).validUntil).toEqual(daysAgo(-1));
  expect(compute({ grants: [grant({ endsAt: daysAgo(-3) })] }).validUntil).toEqual(daysAgo(-3));
  expect(compute({ grants: [grant({ startsAt: daysAgo(-1), endsAt: daysAgo(-3) })] }).validUntil).toEqual(
    daysAgo(-1),
  );
  expect(compute({ grants: [grant({ endsAt: null })] }).validUntil).toBeNull();
  expect(compute({}).validUntil).toBeNull();
});

it('a catalogue without the plan is an error, not the free plan', () => {
  expect(() => compute({ plans: [] })).toThrow('the catalogue has no plan free');
});

function compute(facts: Partial<EntitlementFacts>) {
  return computeEntitlements({
    plans: catalogue.plans,
    subscriptions: [],
    purchases: [],
    grants: [],
    overrides: [],
    flags: { enforcement: true },
    now,
    ...facts,
  });
}

function sub(planId: PlanId, status: string, pastDueSince: Date | null = null): SubscriptionFacts {
  return {
    id: `sub_${planId}`,
    planId,
    status,
    pastDueSince,
    trialEnd: null,
    currentPeriodStart: daysAgo(3),
    billingAnchor: daysAgo(3),
    extraSeats: 0,
    createdAt: daysAgo(3),
    trialRefused: false,
  };
}

function purchase(own: Partial<PurchaseFacts> = {}): PurchaseFacts {
  return {
    planId: 'pro',
    status: 'succeeded',
    amountReceived: 49_900,
    amountRefunded: 0,
    disputed: false,
    ...own,
  };
}

function grant(own: Partial<GrantFacts> = {}): GrantFacts {
  return { planId: 'team', startsAt: daysAgo(1), endsAt: daysAgo(-9), ...own };
}
