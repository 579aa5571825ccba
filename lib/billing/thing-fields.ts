import type Stripe from 'stripe';
import type { Fields } from './plan-sync';

/** Metadata by which products and prices that `stripe:sync` made are known; only these are ever archived. */
export const OWN_MARK = { managedBy: 'foothold' } as const;

/** Metadata by which the portal configuration is found again, which has no id of our choosing. */
export const PORTAL_MARK = { foothold: 'default' } as const;

/** What is compared of a meter. All `…Fields` read what Stripe tells and what it is to be told alike. */
export function meterFields({
  display_name,
  default_aggregation: { formula },
  customer_mapping,
  value_settings,
  status,
}: Pick<Stripe.Billing.Meter, 'display_name' | 'default_aggregation' | 'status'> & {
  customer_mapping: { event_payload_key: string };
  value_settings: { event_payload_key: string };
}): Fields {
  return {
    'display name': display_name,
    'sums up': formula,
    'customer in': customer_mapping.event_payload_key,
    'value in': value_settings.event_payload_key,
    active: yesOrNo(status === 'active'),
  };
}

/** What is compared of a product. */
export function productFields({
  name,
  metadata,
  active,
}: Pick<Stripe.Product, 'name' | 'metadata' | 'active'>): Fields {
  return { name, metadata: metadataWords(metadata), active: yesOrNo(active) };
}

/**
 * What is compared of a price.
 * @param price `unitAmount` in minor units, as a decimal; `meter` by its event name
 */
export function priceFields({
  product,
  currency,
  unitAmount,
  recurring,
  meter,
  active,
  metadata,
}: {
  product: string;
  currency: string;
  unitAmount: string;
  recurring: { interval: string; interval_count: number } | null;
  meter: string | null;
  active: boolean;
  metadata: Stripe.Metadata;
}): Fields {
  return {
    product,
    amount: unitAmount.includes('.') ? unitAmount.replace(/\.?0+$/, '') : unitAmount,
    currency,
    every: recurring ? `${recurring.interval_count} ${recurring.interval}` : 'once',
    meter: meter ?? '',
    metadata: metadataWords(metadata),
    active: yesOrNo(active),
  };
}

/** What is compared of a portal configuration. What we never set is none of our business. */
export function portalFields({
  name,
  default_return_url,
  features: {
    customer_update: customer,
    invoice_history: invoices,
    payment_method_update: card,
    subscription_cancel: cancel,
    subscription_update: update,
  },
  active,
}: PortalFacts): Fields {
  const reasons = cancel.cancellation_reason;
  return {
    name: name ?? '',
    'leads back to': default_return_url ?? '',
    'own details': customer.enabled ? listWords(customer.allowed_updates) : 'no',
    invoices: yesOrNo(invoices.enabled),
    'payment method': yesOrNo(card.enabled),
    cancellation: cancel.enabled ? `${cancel.mode}, ${cancel.proration_behavior}` : 'no',
    reasons: reasons.enabled ? listWords(reasons.options) : 'no',
    'change of plan': yesOrNo(update.enabled),
    active: yesOrNo(active),
  };
}

type PortalFacts = {
  name: string | null;
  default_return_url: string | null;
  features: {
    customer_update: { enabled: boolean; allowed_updates: readonly string[] };
    invoice_history: { enabled: boolean };
    payment_method_update: { enabled: boolean };
    subscription_cancel: {
      enabled: boolean;
      mode: string;
      proration_behavior: string;
      cancellation_reason: { enabled: boolean; options: readonly string[] };
    };
    subscription_update: { enabled: boolean };
  };
  active: boolean;
};

/** What is compared of a webhook endpoint. */
export function endpointFields({
  api_version,
  enabled_events,
  status,
}: {
  api_version: string | null;
  enabled_events: readonly string[];
  status: string;
}): Fields {
  return {
    'API version': api_version ?? '',
    events: listWords(enabled_events),
    active: yesOrNo(status === 'enabled'),
  };
}

// Only what we set; others may keep notes of their own there.
function metadataWords(metadata: Stripe.Metadata): string {
  return ['managedBy', 'planId', 'interval', 'part', 'partOf']
    .flatMap((key) => (metadata[key] ? [`${key} ${metadata[key]}`] : []))
    .join(', ');
}

function listWords(list: readonly string[]): string {
  return list.toSorted().join(', ');
}

function yesOrNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}
