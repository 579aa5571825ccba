import { expect, it } from 'vitest';
import { ATTEMPTS_MAX, retryDelaySeconds } from './retry-delay';

it('waits longer after every failure, at most six hours, and spans more than a day before giving up', () => {
  const delays = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, index) => retryDelaySeconds(index + 1));
  expect(delays.slice(0, 4)).toEqual([10, 30, 90, 270]);
  expect(Math.max(...delays)).toBe(6 * 3600);
  expect(delays.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(24 * 3600);
});
