import Stripe from 'stripe';
import type { Plan, PriceInterval } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { type CataloguePrice, cataloguePrices, type PricePart } from './catalogue-prices';
import { callStripe, isInvalidRequest, listAll } from './stripe';

/** One thing that was looked at in Stripe, and what had to be done about it. */
export type PushStep = {
  kind: 'meter' | 'product' | 'price';
  /** The meter's event name, the product's id or the price's lookup key. */
  name: string;
  action: 'created' | 'updated' | 'replaced' | 'unchanged';
};

/**
 * Makes Stripe sell what the database's catalogue says: one product per plan and per thing that can be added to it, with
 * a price per interval, found again by its lookup key, and a meter per metric that is billed by use. Again changes
 * nothing. Amounts of a price cannot change in Stripe: a new price takes over the lookup key, and who pays the old one
 * goes on paying it.
 * @throws ProblemError 503 when Stripe does not answer; what was done by then stays, and the next run goes on
 */
export async function pushCatalogue(): Promise<PushStep[]> {
  const { plans } = await readCatalogue();
  const steps: PushStep[] = [];
  const meters = await activeMeters();
  for (const plan of plans) {
    const seen = new Set<string>();
    for (const price of cataloguePrices(plan)) {
      if (price.meter !== null && !meters.has(price.meter)) {
        meters.set(price.meter, await makeMeter(price.meter));
        steps.push({ kind: 'meter', name: price.meter, action: 'created' });
      }
      const product = productOf(plan, price.part);
      if (!seen.has(product.id)) steps.push(await pushProduct(product));
      seen.add(product.id);
      const meter = price.meter === null ? undefined : meters.get(price.meter);
      steps.push(await pushPrice(price, product.id, meter));
    }
  }
  return steps;
}

/** The ids of the meters in use, by event name. */
async function activeMeters(): Promise<Map<string, string>> {
  const all = await listAll((stripe, position) =>
    stripe.billing.meters.list({ status: 'active', ...position }),
  );
  return new Map(all.map(({ event_name, id }) => [event_name, id]));
}

// What was used of one kind is summed up over the period, whichever plan's price it is billed at.
async function makeMeter(eventName: string): Promise<string> {
  const { id } = await callStripe((stripe) =>
    stripe.billing.meters.create({
      event_name: eventName,
      display_name: eventName.replaceAll('_', ' '),
      default_aggregation: { formula: 'sum' },
      customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
      value_settings: { event_payload_key: 'value' },
    }),
  );
  return id;
}

type WantedProduct = { id: string; name: string; metadata: Record<string, string> };

function productOf({ id, name }: Plan, part: PricePart): WantedProduct {
  if (part === 'plan') return { id: `foothold_${id}`, name: `Foothold ${name}`, metadata: { planId: id } };
  const what = part === 'seat' ? 'extra seat' : `${part.replaceAll('_', ' ')} above the limit`;
  return { id: `foothold_${id}_${part}`, name: `Foothold ${name}: ${what}`, metadata: partOf(id, part) };
}

// Never under the names that a plan's own price has: by those a subscription's plan is known.
function partOf(planId: string, part: PricePart): Record<string, string> {
  return { part, partOf: planId };
}

async function pushProduct({ id, name, metadata }: WantedProduct): Promise<PushStep> {
  const former = await product(id);
  if (!former) {
    await callStripe((stripe) => stripe.products.create({ id, name, metadata }));
    return { kind: 'product', name: id, action: 'created' };
  }
  const isMarked = Object.entries(metadata).every(([key, value]) => former.metadata[key] === value);
  if (former.name === name && former.active && isMarked) {
    return { kind: 'product', name: id, action: 'unchanged' };
  }
  await callStripe((stripe) => stripe.products.update(id, { name, active: true, metadata }));
  return { kind: 'product', name: id, action: 'updated' };
}

async function product(id: string): Promise<Stripe.Product | undefined> {
  try {
    return await callStripe((stripe) => stripe.products.retrieve(id));
  } catch (error) {
    if (isInvalidRequest(error)) return undefined;
    throw error;
  }
}

async function pushPrice(
  price: CataloguePrice,
  product: string,
  meter: string | undefined,
): Promise<PushStep> {
  const { lookupKey, planId, part, interval, currency, unitAmount } = price;
  const { data } = await callStripe((stripe) =>
    stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 }),
  );
  const former = data[0];
  if (former && isSame(former, price, meter)) {
    return { kind: 'price', name: lookupKey, action: 'unchanged' };
  }
  const recurring = recurrence[interval];
  const metered = meter === undefined ? {} : { usage_type: 'metered' as const, meter };
  await callStripe((stripe) =>
    stripe.prices.create({
      product,
      currency,
      ...(meter === undefined
        ? { unit_amount: Number(unitAmount) }
        : { unit_amount_decimal: Stripe.Decimal.from(unitAmount) }),
      ...(recurring ? { recurring: { ...recurring, ...metered } } : {}),
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      metadata: part === 'plan' ? { planId, interval } : partOf(planId, part),
    }),
  );
  if (!former) return { kind: 'price', name: lookupKey, action: 'created' };
  await callStripe((stripe) => stripe.prices.update(former.id, { active: false }));
  return { kind: 'price', name: lookupKey, action: 'replaced' };
}

function isSame(former: Stripe.Price, wanted: CataloguePrice, meter: string | undefined): boolean {
  const recurring = recurrence[wanted.interval];
  return (
    Number(String(former.unit_amount_decimal)) === Number(wanted.unitAmount) &&
    former.currency === wanted.currency &&
    former.recurring?.interval === recurring?.interval &&
    former.recurring?.interval_count === recurring?.interval_count &&
    (former.recurring?.meter ?? undefined) === meter
  );
}

const recurrence: Record<PriceInterval, { interval: 'month' | 'year'; interval_count: number } | null> = {
  month: { interval: 'month', interval_count: 1 },
  six_months: { interval: 'month', interval_count: 6 },
  year: { interval: 'year', interval_count: 1 },
  lifetime: null,
};
