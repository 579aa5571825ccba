import type { StoredObjects, StoredPlan } from '../core/objects';
import type { Recurrence } from '../core/periods';

/** The legacy `plan` that Stripe still shows beside an item's price. */
export function planOf(price: StoredObjects['price']): StoredPlan {
  const { interval, interval_count } = recurrenceOf(price);
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval,
    interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring?.meter ?? null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? 'licensed',
  };
}

/** How often a recurring price is billed. */
export function recurrenceOf(price: StoredObjects['price']): Recurrence {
  if (price.recurring === null) throw new Error(`Price ${price.id} is not recurring.`);
  const { interval, interval_count } = price.recurring;
  const known = intervals.find((candidate) => candidate === interval);
  if (known === undefined) throw new Error(`Price ${price.id} has the unknown interval ${interval}.`);
  return { interval: known, interval_count };
}

/** Whether a price is paid afterwards, by what a meter counted. */
export function isMetered(price: StoredObjects['price']): boolean {
  return price.recurring?.usage_type === 'metered';
}

/** What so many units cost, in the currency's smallest unit, rounded half up. */
export function amountOf(price: StoredObjects['price'], quantity: number): number {
  return Math.round(Number(price.unit_amount_decimal ?? price.unit_amount ?? 0) * quantity);
}

const intervals = ['day', 'week', 'month', 'year'] as const;
