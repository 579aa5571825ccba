import type { Feature, Metric, Plan, PlanId } from '@/lib/plans';
import { features as allFeatures } from '@/lib/plans';
import type { Entitlements } from './entitlements';

/** A subscription, as far as it decides what an organization may do. */
export type SubscriptionFacts = {
  id: string;
  planId: PlanId;
  status: string;
  pastDueSince: Date | null;
  /** Stays when the trial is over; null without one. */
  trialEnd: Date | null;
  currentPeriodStart: Date;
  billingAnchor: Date;
  extraSeats: number;
  createdAt: Date;
  /** Whether it began with a trial that the organization had had before. */
  trialRefused: boolean;
};

/** A payment that bought a plan for good; amounts in minor units. */
export type PurchaseFacts = {
  planId: PlanId;
  status: string;
  amountReceived: number;
  amountRefunded: number;
  disputed: boolean;
};

/** A plan that an admin gave for a time; `endsAt` null is without end. */
export type GrantFacts = { planId: PlanId; startsAt: Date; endsAt: Date | null };

/** What the organization has instead of what its plan gives. `quotaLimit` null is unlimited, `cap` null is the plan's. */
export type OverrideFacts = { expiresAt: Date | null; subject: string } & (
  | { kind: 'feature'; enabled: boolean }
  | { kind: 'limit'; quotaLimit: number | null; cap: 'hard' | 'soft' | null }
  | { kind: 'rate_limit'; rate: number }
);

/** Everything that decides what an organization may do. */
export type EntitlementFacts = {
  plans: Pick<Plan, 'id' | 'name' | 'rank' | 'features' | 'limits' | 'rateLimits'>[];
  subscriptions: SubscriptionFacts[];
  purchases: PurchaseFacts[];
  grants: GrantFacts[];
  overrides: OverrideFacts[];
  flags: { enforcement: boolean };
  now: Date;
};

/** Days for which a plan stays in force after a renewal was not paid; the database's functions count the same. */
export const GRACE_DAYS = 7;

/**
 * What an organization may do, from nothing but its facts; the same rules as the database's `app.plan_in_force`,
 * `app.is_read_only` and `app.quotas_of`, to which a property test holds it.
 * - The plan is the best of: subscriptions that are active, in a trial that was not refused, or past due for less than
 *   {@link GRACE_DAYS}; plans bought for good by a payment that was neither given back whole nor disputed; a plan that
 *   was given for this time. Else Free.
 * - It is read-only when it owes for longer, or Stripe has given up, and nothing gives it a plan.
 * - In a trial nothing is billed: limits of the plan that are overage afterwards are hard until Stripe says it is over,
 *   and longer when the first payment fails. Under a plan that was given they are hard, too.
 * - An override takes the place of what the plan says, until it expires. Seats paid for come on top, and are never
 *   billed by count.
 *
 * `validUntil` is when time alone may change the answer, or is the reason that Stripe changes it; null when it cannot.
 */
export function computeEntitlements(facts: EntitlementFacts): Entitlements & { validUntil: Date | null } {
  const { plans, subscriptions, grants, now, flags } = facts;
  const source = sourceOf(facts);
  const plan = plans.find(({ id }) => id === source.planId);
  if (!plan) throw new Error(`the catalogue has no plan ${source.planId}`);
  const overrides = facts.overrides.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  return {
    planId: plan.id,
    planName: plan.name,
    readOnly: source.planId === 'free' && subscriptions.some((each) => isOverdue(each, now)),
    enforced: flags.enforcement,
    features: featuresOf(plan.features, overrides),
    limits: limitsOf(plan, overrides, source),
    rateLimits: rateLimitsOf(plan.rateLimits, overrides),
    billingAnchor: source.billingAnchor?.toISOString() ?? null,
    validUntil: nextChange({ subscriptions, grants, overrides }, now),
  };
}

type Source = {
  planId: PlanId;
  billingAnchor: Date | null;
  extraSeats: number;
  /** Whether nobody is charged for what is used above its limits. */
  isUnbilled: boolean;
};

/** What gives the plan: of two that give the same, a subscription, the newest. */
function sourceOf({ plans, subscriptions, purchases, grants, now }: EntitlementFacts): Source {
  const rankOf = (planId: PlanId) => plans.find(({ id }) => id === planId)?.rank ?? -1;
  const newestFirst = subscriptions
    .filter((each) => givesPlan(each, now))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
    .map((each) => ({ ...each, isUnbilled: isInTrial(each) }));
  const withoutSubscription = { billingAnchor: null, extraSeats: 0, isUnbilled: false };
  const sources: Source[] = [
    ...newestFirst,
    ...purchases.filter(isGranting).map(({ planId }) => ({ planId, ...withoutSubscription })),
    ...grants
      .filter((each) => isRunning(each, now))
      .map(({ planId }) => ({ planId, ...withoutSubscription, isUnbilled: true })),
  ];
  const free: Source = { planId: 'free', ...withoutSubscription };
  return sources.reduce(
    (best, each) =>
      rankOf(each.planId) > rankOf(best.planId) || (best === free && each.planId === 'free') ? each : best,
    free,
  );
}

function givesPlan({ status, pastDueSince, trialRefused }: SubscriptionFacts, now: Date): boolean {
  if (status === 'trialing') return !trialRefused;
  return (
    status === 'active' || (status === 'past_due' && pastDueSince !== null && graceEnd(pastDueSince) > now)
  );
}

/** Whether nothing was paid since the trial: the period that its end began is not paid either. */
function isInTrial({ status, trialEnd, currentPeriodStart }: SubscriptionFacts): boolean {
  return (
    status === 'trialing' || (status === 'past_due' && trialEnd !== null && trialEnd >= currentPeriodStart)
  );
}

function isGranting({ status, amountReceived, amountRefunded, disputed }: PurchaseFacts): boolean {
  return status === 'succeeded' && amountRefunded < amountReceived && !disputed;
}

function isRunning({ startsAt, endsAt }: GrantFacts, now: Date): boolean {
  return startsAt <= now && (endsAt === null || endsAt > now);
}

function isOverdue({ status, pastDueSince }: SubscriptionFacts, now: Date): boolean {
  if (status === 'unpaid') return true;
  return status === 'past_due' && pastDueSince !== null && graceEnd(pastDueSince) <= now;
}

function graceEnd(pastDueSince: Date): Date {
  return new Date(pastDueSince.getTime() + GRACE_DAYS * 86_400_000);
}

function featuresOf(given: readonly Feature[], overrides: readonly OverrideFacts[]): Feature[] {
  const own = new Map(
    overrides.flatMap((each) => (each.kind === 'feature' ? [[each.subject, each.enabled] as const] : [])),
  );
  return allFeatures.filter((feature) => own.get(feature) ?? given.includes(feature));
}

function limitsOf(
  { limits }: Pick<Plan, 'limits'>,
  overrides: readonly OverrideFacts[],
  { extraSeats, isUnbilled }: Source,
): Entitlements['limits'] {
  return Object.fromEntries(
    Object.entries(limits).map(([name, { limit, cap, period, overage }]) => {
      const own = overrides.find((each) => each.kind === 'limit' && each.subject === name);
      const ownLimit = own?.kind === 'limit' ? own : undefined;
      const base = ownLimit ? ownLimit.quotaLimit : limit;
      if (name === 'seats') {
        const seats = base === null ? null : base + extraSeats;
        return [name, { limit: seats, cap: 'hard', period, overage: null }];
      }
      const ownCap = ownLimit?.cap ?? (isUnbilled && cap === 'overage' ? 'hard' : null);
      return [name, { limit: base, cap: ownCap ?? cap, period, overage: ownCap ? null : overage }];
    }),
  ) as Record<Metric, Entitlements['limits'][Metric]>;
}

function rateLimitsOf(given: Plan['rateLimits'], overrides: readonly OverrideFacts[]): Plan['rateLimits'] {
  const own = (subject: string, otherwise: number) => {
    const found = overrides.find((each) => each.kind === 'rate_limit' && each.subject === subject);
    return found?.kind === 'rate_limit' ? found.rate : otherwise;
  };
  return {
    sessionRequestsPerMinute: own('session_requests_per_minute', given.sessionRequestsPerMinute),
    keyRequestsPerHour: own('key_requests_per_hour', given.keyRequestsPerHour),
    runStartsPerHour: own('run_starts_per_hour', given.runStartsPerHour),
  };
}

function nextChange(
  { subscriptions, grants, overrides }: Pick<EntitlementFacts, 'subscriptions' | 'grants' | 'overrides'>,
  now: Date,
): Date | null {
  const moments = [
    ...subscriptions.flatMap(({ status, pastDueSince, trialEnd }) => {
      if (status === 'trialing') return trialEnd ? [trialEnd] : [];
      return status === 'past_due' && pastDueSince ? [graceEnd(pastDueSince)] : [];
    }),
    ...grants.flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt ? [endsAt] : [])]),
    ...overrides.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt] : [])),
  ].filter((moment) => moment > now);
  return moments.length === 0 ? null : new Date(Math.min(...moments.map((moment) => moment.getTime())));
}
