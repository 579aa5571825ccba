import type { CurrentSubscription } from '@/lib/billing';
import { amountOf, formatAmount, metricNames, type Plan } from '@/lib/plans';
import type { Quota } from '@/lib/usage';
import { priceWords } from '../billing/overage-words';
import { longDate } from '../billing/subscription-words';

type Standing = Pick<
  Quota,
  'metric' | 'used' | 'limit' | 'cap' | 'stopsAt' | 'period' | 'resetsAt' | 'overage' | 'overagePrice'
>;

/**
 * What happens at the limit, or is happening, since it is reached. Dates are UTC.
 * @param inTrial whether {@link isHeldByTrial}
 */
export function capWords(quota: Standing, inTrial = false): string {
  const { metric, used, limit, stopsAt, period } = quota;
  if (limit === null) return 'Your plan sets no limit.';
  if (limit === 0) return 'Not part of your plan.';
  if (stopsAt === null) return overageWords(quota, limit);
  const then = period === 'total' ? 'nothing more can be added' : 'it stops';
  if (used >= stopsAt) {
    return period === 'total'
      ? 'Nothing more can be added. What you have stays.'
      : `It has stopped until ${whenReset(quota)}.`;
  }
  const most = formatAmount(metric, stopsAt);
  if (used >= limit) return `You are past the limit. You can go on up to ${most}, then ${then}.`;
  if (stopsAt > limit) return `You can go on past the limit up to ${most}, then ${then}.`;
  if (inTrial) {
    return period === 'total'
      ? 'In the trial nothing more can be added at the limit. What you have stays.'
      : 'In the trial it stops at the limit.';
  }
  return period === 'total'
    ? 'At the limit nothing more can be added. What you have stays.'
    : 'At the limit it stops until it resets.';
}

/** Whether a metric stops at its limit because the plan is tried: once it is paid, what is above is billed. */
export function isHeldByTrial(
  { metric }: Pick<Quota, 'metric'>,
  plan: Pick<Plan, 'id' | 'limits'> | undefined,
  subscription: Pick<CurrentSubscription, 'planId' | 'status'> | null,
): boolean {
  return (
    subscription?.status === 'trialing' &&
    subscription.planId === plan?.id &&
    metric !== 'seats' &&
    plan.limits[metric].cap === 'overage'
  );
}

/** What is kept and not used yet, and by what. */
export function reservedWords({ metric, reserved }: Pick<Quota, 'metric' | 'reserved'>): string {
  const more = formatAmount(metric, reserved);
  if (metric !== 'seats') return `${more} more kept for what is under way.`;
  return reserved === 1 ? '1 more held by an open invitation.' : `${more} more held by open invitations.`;
}

/** When it begins anew. */
export function resetWords(quota: Pick<Quota, 'period' | 'resetsAt'>): string {
  return quota.resetsAt === null ? 'Never resets' : `Resets ${onOrAt(quota)}`;
}

/** What comes of it at this pace; null where that cannot be said. */
export function projectionWords({ metric, projection }: Pick<Quota, 'metric' | 'projection'>): string | null {
  if (!projection) return null;
  return projection.reachesLimitAt
    ? `At this pace you reach the limit on ${longDate(projection.reachesLimitAt)}.`
    : `At this pace it comes to about ${amountOf(metric, roughly(projection.expected))}.`;
}

/** What is used, of how much, such as "3 of 10 used" without its first number, which stands out. */
export function ofLimitWords({ metric, limit }: Pick<Quota, 'metric' | 'limit'>): string {
  return limit === null ? ' used' : ` of ${formatAmount(metric, limit)} used`;
}

function overageWords({ metric, period, used, overage, overagePrice }: Standing, limit: number): string {
  const price = overagePrice
    ? `${priceWords(overagePrice.unitAmount)} per ${perWords(metric, overagePrice.quantity)}${period === 'total' ? ' a month' : ''}`
    : null;
  if (used < limit || overage === 0) {
    return price
      ? `You can go on past the limit; what is above it costs ${price}.`
      : 'You can go on past the limit.';
  }
  return `${amountOf(metric, overage)} above the limit so far${price ? `, at ${price}` : ''}.`;
}

function perWords(metric: Quota['metric'], quantity: number): string {
  if (metric === 'storage_bytes') return formatAmount(metric, quantity).replace(/^1 /, '');
  return quantity === 1 ? metricNames[metric].one : amountOf(metric, quantity);
}

function whenReset({ period, resetsAt }: Pick<Quota, 'period' | 'resetsAt'>): string {
  if (period === 'day') return 'midnight UTC';
  return resetsAt === null ? 'something is freed' : longDate(resetsAt);
}

function onOrAt(quota: Pick<Quota, 'period' | 'resetsAt'>): string {
  return quota.period === 'day' ? 'at midnight UTC' : `on ${whenReset(quota)}`;
}

// A pace is no more exact than two digits.
function roughly(amount: number): number {
  return Number(amount.toPrecision(2));
}
