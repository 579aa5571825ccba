import type { Context } from '../core/context';
import type { StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { usageBilled } from '../invoices/lines';
import { ownInvoiceItem } from './own-invoice-item';
import { isMetered } from './plan';

/**
 * What is billed for metered items that a subscription loses at a moment (seconds since 1970): what was used of each
 * until then, at the price that goes. Nothing for what was not used. Not stored yet.
 */
export function usageItems(
  context: Context,
  subscription: StoredObjects['subscription'],
  lost: readonly StoredSubscriptionItem[],
  until: number,
): StoredObjects['invoiceitem'][] {
  return lost.flatMap((item) => {
    const used = usageBilled(context, subscription, item, { start: item.current_period_start, end: until });
    if (used.amount === 0) return [];
    const { id: price, product } = item.price;
    const own = { ...used, discountable: true, item: item.id, price, product, proration: false };
    return [ownInvoiceItem(context, subscription, own)];
  });
}

/** The metered items that are no longer there after a change, or no longer at their price. */
export function lostMetered(
  before: readonly StoredSubscriptionItem[],
  after: readonly StoredSubscriptionItem[],
): StoredSubscriptionItem[] {
  return before.filter(
    (item) =>
      isMetered(item.price) && !after.some(({ id, price }) => id === item.id && price.id === item.price.id),
  );
}
