import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { evenTime } from './even-time';

const STEP_MS = 60;

it.each([
  ['nothing to do', 0, 1],
  ['something to do', 25, 1],
  ['more than fits into one step', STEP_MS + 15, 2],
])('takes whole steps with %s', async (_case, ms, steps) => {
  const began = performance.now();
  expect(await evenTime(() => sleep(ms, 'answer'), { stepMs: STEP_MS })).toBe('answer');
  expect(performance.now() - began).toBeGreaterThanOrEqual(steps * STEP_MS - 2);
});

it('takes as long to fail', async () => {
  const began = performance.now();
  await expect(evenTime(() => Promise.reject(new Error('no')), { stepMs: STEP_MS })).rejects.toThrow('no');
  expect(performance.now() - began).toBeGreaterThanOrEqual(STEP_MS - 2);
});

it('keeps nobody waiting whose answer tells nothing', async () => {
  const began = performance.now();
  expect(
    await evenTime(async () => 'welcome', { stepMs: 5_000, unless: (answer) => answer === 'welcome' }),
  ).toBe('welcome');
  expect(performance.now() - began).toBeLessThan(1_000);
});
