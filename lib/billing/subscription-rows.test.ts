import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import type { KnownPrice } from './price-role';
import { type MirrorContext, subscriptionRows } from './subscription-rows';

const now = new Date('2026-11-21T12:00:00Z');
const prices = new Map<string, KnownPrice>([
  ['pro_year', { planId: 'pro', interval: 'year' }],
  ['basic_month', { planId: 'basic', interval: 'month' }],
]);

const rowsOf = (subscription: Stripe.Subscription, context: Partial<MirrorContext> = {}) =>
  subscriptionRows(subscription, { prices, unpaidSince: null, scheduled: null, now, ...context });

describe('subscriptionRows', () => {
  it('takes plan, price and periods from the item that carries the plan', () => {
    const rows = rowsOf(subscription());
    expect(rows?.subscription).toMatchObject({
      id: 'sub_1',
      stripeCustomerId: 'cus_1',
      planId: 'pro',
      interval: 'year',
      status: 'active',
      currency: 'usd',
      unitAmount: 27_840,
      quantity: 1,
      currentPeriodStart: new Date('2026-11-01T00:00:00Z'),
      currentPeriodEnd: new Date('2027-11-01T00:00:00Z'),
      billingAnchor: new Date('2026-11-01T00:00:00Z'),
      pastDueSince: null,
      syncedAt: now,
    });
    expect(rows?.items).toEqual([
      expect.objectContaining({ id: 'si_1', subscriptionId: 'sub_1', lookupKey: 'pro_year', quantity: 1 }),
    ]);
  });

  it('finds the plan among metered items, which have no quantity', () => {
    const metered = item({ id: 'si_0', lookupKey: 'pro_runs_overage', quantity: undefined });
    const rows = rowsOf(subscription({ items: [metered, item({})] }));
    expect(rows?.subscription.planId).toBe('pro');
    expect(rows?.items.map(({ id, quantity }) => ({ id, quantity }))).toEqual([
      { id: 'si_0', quantity: null },
      { id: 'si_1', quantity: 1 },
    ]);
  });

  it('counts the seats above those included, told by lookup key or metadata, and takes none for the plan', () => {
    const seats = item({ id: 'si_2', lookupKey: 'pro_seat_year', quantity: 4 });
    const former = item({
      id: 'si_3',
      lookupKey: null,
      quantity: 2,
      metadata: { part: 'seat', partOf: 'pro' },
    });
    expect(rowsOf(subscription({ items: [seats, former, item({})] }))?.subscription).toMatchObject({
      planId: 'pro',
      interval: 'year',
      quantity: 1,
      extraSeats: 6,
    });
    expect(rowsOf(subscription())?.subscription.extraSeats).toBe(0);
  });

  it('tells what waits: a scheduled change, and one that is not paid yet', () => {
    const at = new Date('2027-11-01T00:00:00Z');
    const waits = subscription({
      schedule: 'sub_sched_1',
      pending_update: { expires_at: 1_796_000_000 } as Stripe.Subscription.PendingUpdate,
    });
    const scheduled = { planId: 'basic', interval: 'month', extraSeats: 0, at } as const;
    expect(rowsOf(waits, { scheduled })?.subscription).toMatchObject({
      planId: 'pro',
      scheduleId: 'sub_sched_1',
      scheduledPlanId: 'basic',
      scheduledInterval: 'month',
      scheduledExtraSeats: 0,
      scheduledAt: at,
      pendingUpdateExpiresAt: new Date(1_796_000_000_000),
    });
    expect(rowsOf(subscription())?.subscription).toMatchObject({
      scheduleId: null,
      scheduledPlanId: null,
      scheduledAt: null,
      pendingUpdateExpiresAt: null,
    });
  });

  it('takes the higher of two plans', () => {
    const items = [item({ id: 'si_2', lookupKey: 'basic_month' }), item({})];
    expect(rowsOf(subscription({ items }))?.subscription.planId).toBe('pro');
  });

  it('knows a price that has handed on its lookup key by its metadata', () => {
    const old = item({ lookupKey: null, metadata: { planId: 'basic', interval: 'month' } });
    expect(rowsOf(subscription({ items: [old] }))?.subscription).toMatchObject({
      planId: 'basic',
      interval: 'month',
    });
  });

  it.each([
    ['no item of the catalogue', [{ lookupKey: 'consulting' }]],
    ['metadata of something else', [{ lookupKey: null, metadata: { planId: 'gold', interval: 'month' } }]],
    ['no item at all', []],
  ])('does not mirror a subscription with %s', (_case, items) => {
    expect(rowsOf(subscription({ items: items.map(item) }))).toBeNull();
  });

  it('counts the grace period from when it went unpaid, however late that is seen, and only while past due', () => {
    const since = new Date('2026-11-18T00:00:00Z');
    const pastDue = subscription({ status: 'past_due' });
    expect(rowsOf(pastDue, { unpaidSince: since })?.subscription.pastDueSince).toEqual(since);
    expect(rowsOf(pastDue)?.subscription.pastDueSince).toEqual(new Date('2026-11-01T00:00:00Z'));
    expect(rowsOf(subscription(), { unpaidSince: since })?.subscription.pastDueSince).toBeNull();
  });

  it.each(['trialing', 'past_due', 'unpaid', 'paused', 'incomplete', 'incomplete_expired', 'canceled'])(
    'keeps the status %s as it is',
    (status) => expect(rowsOf(subscription({ status }))?.subscription.status).toBe(status),
  );

  it('refuses a status of tomorrow instead of guessing what it allows', () => {
    expect(() => rowsOf(subscription({ status: 'hibernating' }))).toThrow();
  });

  it('tells every date that Stripe tells, and null for those it does not', () => {
    const ends = subscription({
      cancel_at_period_end: true,
      canceled_at: 1_795_000_000,
      cancel_at: 1_796_000_000,
    });
    expect(rowsOf(ends)?.subscription).toMatchObject({
      cancelAtPeriodEnd: true,
      canceledAt: new Date(1_795_000_000_000),
      cancelAt: new Date(1_796_000_000_000),
      endedAt: null,
      trialEnd: null,
    });
  });
});

type ItemFacts = {
  id?: string;
  lookupKey?: string | null;
  quantity?: number | undefined;
  metadata?: Record<string, string>;
};

function item(facts: ItemFacts): Stripe.SubscriptionItem {
  const { id = 'si_1', lookupKey = 'pro_year', metadata = {} } = facts;
  const made: Partial<Stripe.SubscriptionItem> = {
    id,
    current_period_start: seconds('2026-11-01T00:00:00Z'),
    current_period_end: seconds('2027-11-01T00:00:00Z'),
    price: { id: `price_${id}`, lookup_key: lookupKey, unit_amount: 27_840, metadata } as Stripe.Price,
    ...('quantity' in facts ? (facts.quantity ? { quantity: facts.quantity } : {}) : { quantity: 1 }),
  };
  return made as Stripe.SubscriptionItem;
}

type SubscriptionFacts = Partial<Omit<Stripe.Subscription, 'items'>> & { items?: Stripe.SubscriptionItem[] };

function subscription({ items = [item({})], ...facts }: SubscriptionFacts = {}): Stripe.Subscription {
  const made: Partial<Stripe.Subscription> = {
    id: 'sub_1',
    customer: 'cus_1',
    status: 'active',
    currency: 'usd',
    created: seconds('2026-11-01T00:00:00Z'),
    billing_cycle_anchor: seconds('2026-11-01T00:00:00Z'),
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: null,
    ended_at: null,
    trial_end: null,
    schedule: null,
    pending_update: null,
    ...facts,
  };
  return { ...made, items: { data: items } } as Stripe.Subscription;
}

function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}
