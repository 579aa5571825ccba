import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';

/** Invoice items that wait for a subscription's next invoice, oldest first: its own and the customer's without one. */
export function pendingItems(
  { store }: Context,
  subscription: StoredObjects['subscription'],
): StoredObjects['invoiceitem'][] {
  return store
    .all('invoiceitem', [{ field: 'customer', is: subscription.customer }])
    .filter((item) => {
      const owner = item.parent?.subscription_details?.subscription;
      return item.invoice === null && (owner === undefined || owner === subscription.id);
    })
    .toReversed();
}
