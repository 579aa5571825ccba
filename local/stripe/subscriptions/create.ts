import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { boundary, type Period } from '../core/periods';
import { isMetered, planOf, recurrenceOf } from './plan';

/** What a new subscription is made from. */
export type NewSubscription = {
  customer: string;
  items: { price: StoredObjects['price']; quantity: number; metadata?: Record<string, string> }[];
  metadata: Record<string, string>;
  defaultPaymentMethod: string | null;
  description: string | null;
  /** Seconds since 1970; undefined bills at once. */
  trialEnd: number | undefined;
  /** Discounts of this subscription, already stored. */
  discounts?: string[];
  /** `incomplete` when the first payment is still to come. */
  status?: 'incomplete';
  missingPaymentMethod?: 'cancel' | 'create_invoice';
  automaticTax?: boolean;
};

/** Makes and stores a subscription that starts now, `trialing`, `active` or `incomplete`. The caller makes its invoice and event. */
export function createSubscription(context: Context, wanted: NewSubscription): StoredObjects['subscription'] {
  const now = context.clock.now();
  const id = newId('sub', 24);
  const anchor = wanted.trialEnd ?? now;
  const data = wanted.items.map(({ price, quantity, metadata }) => {
    const period =
      wanted.trialEnd === undefined
        ? { start: now, end: boundary(now, recurrenceOf(price), 1) }
        : { start: now, end: wanted.trialEnd };
    return { ...newItem(id, price, quantity, period, now), metadata: metadata ?? {} };
  });
  const subscription: StoredObjects['subscription'] = {
    ...constants,
    id,
    object: 'subscription',
    automatic_tax: {
      disabled_reason: null,
      enabled: wanted.automaticTax ?? false,
      liability: wanted.automaticTax ? { type: 'self' } : null,
    },
    test_clock: context.clock.testClock,
    billing_cycle_anchor: anchor,
    created: now,
    currency: wanted.items[0]?.price.currency ?? 'usd',
    customer: wanted.customer,
    default_payment_method: wanted.defaultPaymentMethod,
    description: wanted.description,
    discounts: wanted.discounts ?? [],
    items: { object: 'list', data, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    metadata: wanted.metadata,
    start_date: now,
    status: wanted.trialEnd === undefined ? (wanted.status ?? 'active') : 'trialing',
    trial_end: wanted.trialEnd ?? null,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: wanted.missingPaymentMethod ?? 'create_invoice',
      },
    },
    trial_start: wanted.trialEnd === undefined ? null : now,
  };
  context.store.insert('subscription', subscription);
  return subscription;
}

/** An item of a subscription for the given period. A metered one has no quantity. */
export function newItem(
  subscription: string,
  price: StoredObjects['price'],
  quantity: number,
  period: Period,
  now: number,
): StoredSubscriptionItem {
  return {
    id: newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    ...(!isMetered(price) && { quantity }),
    subscription,
    tax_rates: [],
  };
}

const constants = {
  application: null,
  application_fee_percent: null,
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  latest_invoice: null,
  livemode: false,
  managed_payments: { enabled: false },
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: 'off',
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
} satisfies Partial<StoredObjects['subscription']>;
