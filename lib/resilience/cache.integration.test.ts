import { expect, it, vi } from 'vitest';
import { callCache, isCacheUnavailable } from './cache';

it('asks the cache once, also when the connection breaks', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
  const failed = await callCache((redis) => redis.get('anything')).catch((error: unknown) => error);
  expect(isCacheUnavailable(failed)).toBe(true);
  expect(fetch).toHaveBeenCalledTimes(1);
});
