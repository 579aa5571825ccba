import { afterEach, expect, it, vi } from 'vitest';
import { whenIdle } from './when-idle';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('waits until the browser has time, and not for ever', () => {
  const asked = vi.fn((_work: () => void, _options: { timeout: number }) => 7);
  const calledOff = vi.fn();
  vi.stubGlobal('requestIdleCallback', asked);
  vi.stubGlobal('cancelIdleCallback', calledOff);
  const work = vi.fn();
  whenIdle(work)();
  expect(asked).toHaveBeenCalledWith(work, { timeout: expect.any(Number) });
  expect(calledOff).toHaveBeenCalledWith(7);
  expect(work).not.toHaveBeenCalled();
});

it('waits a little where the browser cannot say, unless it is called off', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const [done, calledOff] = [vi.fn(), vi.fn()];
  whenIdle(done);
  whenIdle(calledOff)();
  expect(done).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(done).toHaveBeenCalledTimes(1);
  expect(calledOff).not.toHaveBeenCalled();
});
