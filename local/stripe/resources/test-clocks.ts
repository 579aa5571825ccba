import { z } from 'zod';
import { listObjects } from '../api/list';
import { orNull, paging, text, timestamp } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { startAdvancing } from '../test-clocks/advance';
import { deleteTestClock } from '../test-clocks/delete';

type TestClock = StoredObjects['test_helpers.test_clock'];

const URL = '/v1/test_helpers/test_clocks';
const DAYS_30 = 30 * 86_400;

export const testClockRoutes = [
  route({
    method: 'POST',
    path: URL,
    params: z.strictObject({ frozen_time: timestamp(), name: text().max(300).optional() }),
    paramsType: 'TestHelpers.TestClockCreateParams',
    handle: (context, params) => createTestClock(context, params.frozen_time, orNull(params.name)),
  }),
  route({
    method: 'GET',
    path: URL,
    params: z.strictObject(paging),
    paramsType: 'TestHelpers.TestClockListParams',
    handle: (context, params) => listObjects(context, 'test_helpers.test_clock', URL, params),
  }),
  route({
    method: 'GET',
    path: `${URL}/:id`,
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'test_helpers.test_clock', id),
  }),
  route({
    method: 'POST',
    path: `${URL}/:id/advance`,
    params: z.strictObject({ frozen_time: timestamp() }),
    paramsType: 'TestHelpers.TestClockAdvanceParams',
    handle: (context, params, [id]) =>
      startAdvancing(context, find(context.store, 'test_helpers.test_clock', id), params.frozen_time),
  }),
  route({
    method: 'DELETE',
    path: `${URL}/:id`,
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      deleteTestClock(context, find(context.store, 'test_helpers.test_clock', id));
      return { id, object: 'test_helpers.test_clock', deleted: true };
    },
  }),
];

function createTestClock(context: Context, frozenTime: number, name: string | null): TestClock {
  const now = context.clock.now();
  const clock: TestClock = {
    id: newId('clock', 24),
    object: 'test_helpers.test_clock',
    created: now,
    deletes_after: now + DAYS_30,
    frozen_time: frozenTime,
    livemode: false,
    name,
    status: 'ready',
    status_details: {},
  };
  context.store.insert('test_helpers.test_clock', clock);
  context.events.emit(context.cause, 'test_helpers.test_clock.created', clock);
  return clock;
}
