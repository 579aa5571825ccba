import type Stripe from 'stripe';
import type { FoundThing } from './plan-sync';
import { callStripe, listAll } from './stripe';
import { idOf } from './stripe-values';
import {
  endpointFields,
  meterFields,
  OWN_MARK,
  PORTAL_MARK,
  portalFields,
  priceFields,
  productFields,
} from './thing-fields';
import type { Wanted } from './wanted-account';

/**
 * What the account of the key has of what is wanted, and of what bears our mark. What has nothing to do with Foothold is
 * left out, but for prices under our lookup keys that are somebody else's. Errors as of `callStripe`.
 */
export async function readAccount(wanted: readonly Wanted[]): Promise<FoundThing[]> {
  const meters = await listAll((stripe, position) => stripe.billing.meters.list(position));
  const products = await ownProducts(new Set(namesOf(wanted, 'product')));
  const prices = await pricesOf(new Set(products.map(({ id }) => id)), namesOf(wanted, 'price'));
  const portals = await listAll((stripe, position) => stripe.billingPortal.configurations.list(position));
  const endpoints = await listAll((stripe, position) => stripe.webhookEndpoints.list(position));
  const eventNames = new Map(meters.map(({ id, event_name }) => [id, event_name]));
  return [
    ...meters.map(foundMeter),
    ...products.map(foundProduct),
    ...prices.map((price) => foundPrice(price, products, eventNames)),
    ...portals.filter(isOwnPortal).map(foundPortal),
    ...endpoints.map(foundEndpoint),
  ];
}

/** Whether a portal configuration is the one that we keep. */
export function isOwnPortal({ metadata }: Stripe.BillingPortal.Configuration): boolean {
  return metadata?.foothold === PORTAL_MARK.foothold;
}

function namesOf(wanted: readonly Wanted[], kind: Wanted['kind']): string[] {
  return wanted.filter((thing) => thing.kind === kind).map(({ name }) => name);
}

async function ownProducts(ids: ReadonlySet<string>): Promise<Stripe.Product[]> {
  const all = await listAll((stripe, position) => stripe.products.list(position));
  return all.filter(({ id, metadata }) => ids.has(id) || isMarked(metadata));
}

// Those that sell on our products, and those under our lookup keys, which may be archived or somebody else's.
async function pricesOf(products: ReadonlySet<string>, lookupKeys: string[]): Promise<Stripe.Price[]> {
  const found = new Map<string, Stripe.Price>();
  const active = await listAll((stripe, position) => stripe.prices.list({ active: true, ...position }));
  for (const price of active) if (products.has(idOf(price.product))) found.set(price.id, price);
  for (let from = 0; from < lookupKeys.length; from += lookupKeysMax) {
    const lookup_keys = lookupKeys.slice(from, from + lookupKeysMax);
    const { data } = await callStripe((stripe) => stripe.prices.list({ lookup_keys, limit: 100 }));
    for (const price of data) found.set(price.id, price);
  }
  return [...found.values()];
}

// Stripe's own limit for one request.
const lookupKeysMax = 10;

function foundMeter(meter: Stripe.Billing.Meter): FoundThing {
  return {
    kind: 'meter',
    id: meter.id,
    name: meter.event_name,
    claim: 'unmarked',
    fields: meterFields(meter),
  };
}

function foundProduct(product: Stripe.Product): FoundThing {
  const { id, metadata } = product;
  return { kind: 'product', id, name: id, claim: claimOf(metadata), fields: productFields(product) };
}

function foundPrice(
  price: Stripe.Price,
  products: readonly Stripe.Product[],
  eventNames: ReadonlyMap<string, string>,
): FoundThing {
  const { id, lookup_key: name, active, currency, recurring, metadata } = price;
  const product = idOf(price.product);
  const meter = recurring?.meter ? (eventNames.get(recurring.meter) ?? recurring.meter) : null;
  const unitAmount = String(price.unit_amount_decimal ?? '');
  return {
    kind: 'price',
    id,
    name: name ?? '',
    claim: products.some((each) => each.id === product) ? claimOf(metadata) : 'foreign',
    fields: priceFields({ product, currency, unitAmount, recurring, meter, active, metadata }),
  };
}

function foundPortal(configuration: Stripe.BillingPortal.Configuration): FoundThing {
  const { id } = configuration;
  const fields = portalFields(configuration);
  return { kind: 'portal configuration', id, name: PORTAL_MARK.foothold, claim: 'marked', fields };
}

function foundEndpoint(endpoint: Stripe.WebhookEndpoint): FoundThing {
  const { id, url } = endpoint;
  return { kind: 'webhook endpoint', id, name: url, claim: 'unmarked', fields: endpointFields(endpoint) };
}

function claimOf(metadata: Stripe.Metadata): 'marked' | 'unmarked' {
  return isMarked(metadata) ? 'marked' : 'unmarked';
}

function isMarked({ managedBy }: Stripe.Metadata): boolean {
  return managedBy === OWN_MARK.managedBy;
}
