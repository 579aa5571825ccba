import type Stripe from 'stripe';
import type { PriceRole } from './price-role';
import type { PricedItem } from './wanted-items';

/** An item that a subscription has now; `role` undefined for what was sold by hand. */
export type HeldItem = {
  id: string;
  price: string;
  quantity: number | undefined;
  role: PriceRole | undefined;
};

/**
 * How the items of a subscription become the wanted ones. The item of the plan and that of the seats keep their ids,
 * so that Stripe prorates one against the other; items that stay are not named; the rest of the catalogue's goes, and
 * what was sold by hand stays. What was used of a metered item that goes is billed at its price when it goes, unless the
 * request says `proration_behavior: 'none'`: then it never is. The one that comes counts only from then on.
 */
export function itemChanges(
  held: readonly HeldItem[],
  wanted: readonly PricedItem[],
): Stripe.SubscriptionUpdateParams.Item[] {
  const free = new Set(held.filter(({ role }) => role !== undefined));
  const take = (matches: (item: HeldItem) => boolean) => {
    const found = [...free].find(matches);
    if (found) free.delete(found);
    return found;
  };
  const stays = new Map(wanted.map((item) => [item, take(({ price }) => price === item.price)]));
  const [plan] = wanted;
  const changes = wanted.flatMap((item): Stripe.SubscriptionUpdateParams.Item[] => {
    const quantity = item.quantity === undefined ? {} : { quantity: item.quantity };
    const same = stays.get(item);
    if (same) return same.quantity === item.quantity ? [] : [{ id: same.id, ...quantity }];
    const kind = item === plan ? 'plan' : 'seat';
    const former = item.quantity === undefined ? undefined : take(({ role }) => role?.kind === kind);
    return [{ ...(former && { id: former.id }), price: item.price, ...quantity }];
  });
  return [...changes, ...[...free].map(({ id }) => ({ id, deleted: true }))];
}
