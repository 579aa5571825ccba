import { type Clock, isForward } from '../core/clock';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Condition, Store } from '../core/store';

/** The time of a test clock: it stands still at its `frozen_time` until it is advanced. */
export function frozenClock(store: Store, id: string): Clock {
  const stored = () => storedClock(store, id);
  return {
    now: () => stored().frozen_time,
    advance: (seconds) => {
      if (!isForward(seconds)) return;
      const clock = stored();
      store.save('test_helpers.test_clock', { ...clock, frozen_time: clock.frozen_time + seconds });
    },
    testClock: id,
  };
}

/** What lives in the time of a context; the field is on customers, subscriptions, schedules and invoices alike. */
export function livesInTimeOf({ clock }: Pick<Context, 'clock'>): Condition {
  return clock.testClock === null
    ? { field: 'test_clock', isNull: true }
    : { field: 'test_clock', is: clock.testClock };
}

function storedClock(store: Store, id: string): StoredObjects['test_helpers.test_clock'] {
  const clock = store.get('test_helpers.test_clock', id);
  if (clock === undefined) throw new Error(`There is no test clock ${id}.`);
  return clock;
}
