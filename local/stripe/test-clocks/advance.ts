import { invalidRequest, StripeError } from '../api/errors';
import type { Clock } from '../core/clock';
import { type Context, type Emulator, NO_REQUEST } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { passTime } from '../core/pass-time';
import { boundary } from '../core/periods';
import { recurrenceOf } from '../subscriptions/plan';
import { frozenClock } from './frozen-clock';
import { liveSubscriptions } from './limits';

type TestClock = StoredObjects['test_helpers.test_clock'];

const ADVANCING = [{ field: 'status', is: 'advancing' }];

/**
 * Sends a test clock on its way to `until` (seconds since 1970) and tells so. It gets there a moment later, by
 * {@link finishAdvancing}: at Stripe, too, whoever advances has to wait for `ready`.
 * @throws StripeError when it is on its way already, and for a moment that is past or too far ahead
 */
export function startAdvancing(context: Context, before: TestClock, until: number): TestClock {
  if (before.status === 'advancing') throw underway();
  if (before.status !== 'ready') {
    throw invalidRequest(`The test clock has the status ${before.status} and cannot be advanced.`);
  }
  if (until <= before.frozen_time) {
    throw invalidRequest('The new frozen time must be after the current frozen time of the test clock.', {
      param: 'frozen_time',
    });
  }
  if (until > furthest(context, before)) {
    throw invalidRequest(
      'A test clock can be advanced by at most two intervals of its shortest subscription, or by two years without one.',
      { param: 'frozen_time' },
    );
  }
  const clock: TestClock = {
    ...before,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: until } },
  };
  context.store.save('test_helpers.test_clock', clock);
  context.events.emit(context.cause, 'test_helpers.test_clock.advancing', clock);
  return clock;
}

/**
 * Does what falls due on the way of every test clock that is advancing, each in a transaction of its own. A clock that
 * was on its way when the process died goes on after the next start.
 */
export function finishAdvancing(emulator: Emulator): void {
  const { store } = emulator;
  for (const { id } of store.all('test_helpers.test_clock', ADVANCING).toReversed()) {
    const context: Context = { ...emulator, clock: frozenClock(store, id), cause: NO_REQUEST };
    try {
      store.transaction(() => {
        const target = store.get('test_helpers.test_clock', id)?.status_details.advancing?.target_frozen_time;
        passTime(context, target ?? context.clock.now());
        arrive(context, id, 'ready');
      });
    } catch (error) {
      console.error(`stripe emulator: test clock ${id}:`, error);
      store.transaction(() => arrive(context, id, 'internal_failure'));
    }
  }
}

/** Whether there is something for {@link finishAdvancing} to do. */
export function isAnyAdvancing({ store }: Pick<Emulator, 'store'>): boolean {
  return store.all('test_helpers.test_clock', ADVANCING).length > 0;
}

/** @throws StripeError when the time in which something is to be changed is on its way itself */
export function refuseWhileAdvancing({ store }: Pick<Emulator, 'store'>, { testClock }: Clock): void {
  if (testClock === null) return;
  if (store.get('test_helpers.test_clock', testClock)?.status === 'advancing') throw underway();
}

function arrive(context: Context, id: string, status: 'ready' | 'internal_failure'): void {
  const before = context.store.get('test_helpers.test_clock', id);
  if (before === undefined) return;
  const clock: TestClock = { ...before, status, status_details: {} };
  context.store.save('test_helpers.test_clock', clock);
  context.events.emit(context.cause, `test_helpers.test_clock.${status}`, clock);
}

function underway(): StripeError {
  return new StripeError(
    429,
    'invalid_request_error',
    'Test clock advancement underway - cannot perform modifications.',
  );
}

function furthest({ store }: Context, { id, frozen_time: now }: TestClock): number {
  const twice = store
    .all('customer', [{ field: 'test_clock', is: id }])
    .flatMap((customer) => liveSubscriptions(store, customer.id))
    .flatMap((subscription) => subscription.items.data)
    .map(({ price }) => boundary(now, recurrenceOf(price), 2));
  return twice.length > 0 ? Math.min(...twice) : boundary(now, { interval: 'year', interval_count: 1 }, 2);
}
