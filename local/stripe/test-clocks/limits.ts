import { invalidRequest } from '../api/errors';
import type { StoredObjects } from '../core/objects';
import type { Store } from '../core/store';

const MOST = 3;

/** @throws StripeError when a test clock has as many customers as it may have */
export function checkRoomForCustomer(store: Store, testClock: string): void {
  if (store.all('customer', [{ field: 'test_clock', is: testClock }]).length < MOST) return;
  throw invalidRequest(`A test clock can have at most ${MOST} customers.`, {
    param: 'test_clock',
  });
}

/** @throws StripeError when a customer on a test clock has as many subscriptions as it may have */
export function checkRoomForSubscription(store: Store, customer: StoredObjects['customer']): void {
  if (customer.test_clock === null || liveSubscriptions(store, customer.id).length < MOST) return;
  throw invalidRequest(`A customer on a test clock can have at most ${MOST} subscriptions.`, {
    param: 'customer',
  });
}

/** The subscriptions of a customer that have not ended. */
export function liveSubscriptions(store: Store, customer: string): StoredObjects['subscription'][] {
  return store.all('subscription', [
    { field: 'customer', is: customer },
    { field: 'status', noneOf: ['canceled', 'incomplete_expired'] },
  ]);
}
