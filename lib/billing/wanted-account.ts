import Stripe from 'stripe';
import type { Plan, PriceInterval } from '@/lib/plans';
import { type CataloguePrice, cataloguePrices, type PricePart } from './catalogue-prices';
import type { WantedThing } from './plan-sync';
import {
  endpointFields,
  meterFields,
  OWN_MARK,
  PORTAL_MARK,
  portalFields,
  priceFields,
  productFields,
} from './thing-fields';
import { webhookEventTypes } from './webhook-event-types';

/** A thing of the account with what Stripe needs to be told to make it. */
export type Wanted = WantedThing &
  (
    | { kind: 'meter'; params: Stripe.Billing.MeterCreateParams }
    | { kind: 'product'; params: { name: string; metadata: Record<string, string> } }
    /** `meter` is the event name of the meter that counts, whose id only Stripe knows. */
    | { kind: 'price'; meter: string | null; params: Stripe.PriceCreateParams & { lookup_key: string } }
    | { kind: 'portal configuration'; params: Stripe.BillingPortal.ConfigurationCreateParams }
    | { kind: 'webhook endpoint'; params: Stripe.WebhookEndpointCreateParams }
  );

/** All that an account is to have, and in sentences what it is not to have and why. */
export type WantedAccount = { things: Wanted[]; notes: string[] };

/**
 * What follows from the catalogue and the address of the deployment: one product per plan and per thing that can be added
 * to it, with a price per interval; a meter per metric that is billed by use; what customers may do in the portal; and
 * where events go. Pure.
 * @param appUrl of the deployment, without a trailing slash; Stripe sends events to none that is not public and encrypted
 */
export function wantedAccount(plans: readonly Plan[], appUrl: string): WantedAccount {
  const things = new Map<string, Wanted>();
  const want = (thing: Wanted) => {
    const key = `${thing.kind} ${thing.name}`;
    if (!things.has(key)) things.set(key, thing);
  };
  for (const plan of plans) {
    for (const price of cataloguePrices(plan)) {
      if (price.meter !== null) want(wantedMeter(price.meter));
      const product = wantedProduct(plan, price.part);
      want(product);
      want(wantedPrice(price, product.name));
    }
  }
  want(wantedPortal(appUrl));
  const url = new URL(appUrl);
  if (url.protocol === 'https:' && url.hostname !== 'localhost') {
    want(wantedEndpoint(`${appUrl}/api/billing/webhooks/stripe`));
    return { things: [...things.values()], notes: [] };
  }
  const note = `No webhook endpoint is made: Stripe sends events to public https addresses alone, and APP_URL is ${appUrl}.`;
  return { things: [...things.values()], notes: [note] };
}

// What was used of one kind is summed up over the period, whichever plan's price it is billed at.
function wantedMeter(eventName: string): Wanted {
  const params = {
    event_name: eventName,
    display_name: eventName.replaceAll('_', ' '),
    default_aggregation: { formula: 'sum' },
    customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
    value_settings: { event_payload_key: 'value' },
  } as const;
  return { kind: 'meter', name: eventName, params, fields: meterFields({ ...params, status: 'active' }) };
}

function wantedProduct({ id, name }: Plan, part: PricePart): Wanted {
  const isPlan = part === 'plan';
  const what = part === 'seat' ? 'extra seat' : `${part.replaceAll('_', ' ')} above the limit`;
  const params = {
    name: isPlan ? `Foothold ${name}` : `Foothold ${name}: ${what}`,
    metadata: { ...OWN_MARK, ...(isPlan ? { planId: id } : partOf(id, part)) },
  };
  return {
    kind: 'product',
    name: isPlan ? `foothold_${id}` : `foothold_${id}_${part}`,
    params,
    fields: productFields({ ...params, active: true }),
  };
}

// Never under the names that a plan's own price has: by those a subscription's plan is known.
function partOf(planId: string, part: PricePart): Record<string, string> {
  return { part, partOf: planId };
}

function wantedPrice(price: CataloguePrice, product: string): Wanted {
  const { lookupKey, planId, part, interval, currency, unitAmount, meter } = price;
  const recurring = recurrence[interval];
  const metadata = { ...OWN_MARK, ...(part === 'plan' ? { planId, interval } : partOf(planId, part)) };
  return {
    kind: 'price',
    name: lookupKey,
    meter,
    params: {
      product,
      currency,
      ...(meter === null
        ? { unit_amount: Number(unitAmount) }
        : { unit_amount_decimal: Stripe.Decimal.from(unitAmount) }),
      ...(recurring ? { recurring } : {}),
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      metadata,
    },
    fields: priceFields({ product, currency, unitAmount, recurring, meter, active: true, metadata }),
  };
}

const recurrence: Record<PriceInterval, { interval: 'month' | 'year'; interval_count: number } | null> = {
  month: { interval: 'month', interval_count: 1 },
  six_months: { interval: 'month', interval_count: 6 },
  year: { interval: 'year', interval_count: 1 },
  lifetime: null,
};

/**
 * Plans are changed in the app alone, where what it costs is told before: the portal would know neither trials once nor
 * seats in use. The address for mails is the account's own, and the name the organization's.
 */
function wantedPortal(appUrl: string): Wanted {
  const params = {
    name: 'Foothold',
    default_return_url: `${appUrl}/billing/portal-return`,
    features: {
      customer_update: { enabled: true, allowed_updates: ['address', 'tax_id'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        mode: 'at_period_end',
        proration_behavior: 'none',
        cancellation_reason: { enabled: true, options: [...cancellationReasons] },
      },
      subscription_update: { enabled: false },
    },
    metadata: { ...PORTAL_MARK },
  } satisfies Stripe.BillingPortal.ConfigurationCreateParams;
  return {
    kind: 'portal configuration',
    name: PORTAL_MARK.foothold,
    params,
    fields: portalFields({ ...params, active: true }),
  };
}

const cancellationReasons = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

function wantedEndpoint(url: string): Wanted {
  const params = {
    url,
    api_version: Stripe.API_VERSION,
    enabled_events: [...webhookEventTypes],
    description: 'Foothold',
  };
  return {
    kind: 'webhook endpoint',
    name: url,
    params,
    fields: endpointFields({ ...params, status: 'enabled' }),
  };
}
