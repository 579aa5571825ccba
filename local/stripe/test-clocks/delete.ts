import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Clockwork } from '../core/pass-time';
import { deleteCustomer } from '../resources/customers';
import { frozenClock } from './frozen-clock';

/** Deletes a test clock with the customers that live on it, at its own moment, and tells so. */
export function deleteTestClock(context: Context, clock: StoredObjects['test_helpers.test_clock']): void {
  const { store, events, cause } = context;
  const inItsTime: Context = { ...context, clock: frozenClock(store, clock.id) };
  for (const { id } of store.all('customer', [{ field: 'test_clock', is: clock.id }])) {
    deleteCustomer(inItsTime, id);
  }
  store.markDeleted('test_helpers.test_clock', clock.id);
  events.emit(cause, 'test_helpers.test_clock.deleted', clock);
}

/** Deletes test clocks that were left behind, thirty days after they were made. */
export const deleteOldTestClocks: Clockwork = {
  next: ({ store, clock }) =>
    clock.testClock === null ? store.smallest('test_helpers.test_clock', 'deletes_after', []) : undefined,
  act: (context) => {
    const due = { field: 'deletes_after', range: { lte: context.clock.now() } };
    for (const clock of context.store.all('test_helpers.test_clock', [due])) deleteTestClock(context, clock);
  },
};
