import { expect, test } from 'vitest';
import { meterState } from './meter-state';

test.each([
  { used: 0, limit: 10, state: 'ok' },
  { used: 7, limit: 10, state: 'ok' },
  { used: 8, limit: 10, state: 'near' },
  { used: 9, limit: 10, state: 'near' },
  { used: 10, limit: 10, state: 'over' },
  { used: 12, limit: 10, state: 'over' },
  { used: 0, limit: 0, state: 'over' },
  { used: 1_000_000, limit: null, state: 'ok' },
])('given $used of $limit, the meter is $state', ({ used, limit, state }) => {
  expect(meterState(used, limit)).toBe(state);
});
