import type { Plan } from '@/lib/plans';
import { cataloguePrices } from './catalogue-prices';
import type { SoldInterval } from './sold-intervals';
import { callStripe } from './stripe';

/** An item that a subscription of a plan has, by its price's lookup key; what is metered has no quantity. */
export type WantedItem = { lookupKey: string; quantity?: number };

/** As {@link WantedItem}, by the id of the active price and what it costs per interval in minor units. */
export type PricedItem = { price: string; quantity?: number; unitAmount: number };

/**
 * The items of a subscription, the plan first: the plan, the seats beyond the included ones, and what is metered.
 */
export function itemsFor(plan: Plan, interval: SoldInterval, extraSeats: number): WantedItem[] {
  return cataloguePrices(plan)
    .filter((price) => price.interval === interval && price.currency === 'usd')
    .flatMap(({ part, lookupKey, meter }) => {
      if (meter !== null) return [{ lookupKey }];
      const quantity = part === 'seat' ? extraSeats : 1;
      return quantity > 0 ? [{ lookupKey, quantity }] : [];
    });
}

/**
 * The active prices of the items in Stripe. What is metered and not made there yet is left out: until it is, nothing
 * above the limit is billed.
 * @throws Error when the plan or its seats have no price there; ProblemError 503 when Stripe does not answer
 */
export async function pricedItems(wanted: readonly WantedItem[]): Promise<PricedItem[]> {
  const lookup_keys = wanted.map(({ lookupKey }) => lookupKey);
  const { data } = await callStripe((stripe) =>
    stripe.prices.list({ lookup_keys, active: true, limit: 100 }),
  );
  return wanted.flatMap(({ lookupKey, quantity }) => {
    const price = data.find(({ lookup_key }) => lookup_key === lookupKey);
    if (price) {
      const item = { price: price.id, unitAmount: price.unit_amount ?? 0 };
      return [quantity === undefined ? item : { ...item, quantity }];
    }
    if (quantity === undefined) return [];
    throw new Error(`Stripe has no active price ${lookupKey}; run \`npm run stripe:sync\`.`);
  });
}
