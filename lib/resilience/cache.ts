import { Redis } from '@upstash/redis';
import { env } from '@/lib/env';
import { ProblemError } from '@/lib/http';
import { dependency } from './dependency';

/**
 * Makes one call to Redis; the only way to it. What is kept there can be lost at any time and must be found again
 * elsewhere: nobody waits longer than {@link CACHE_WAIT_MS} for it, and nothing is repeated.
 * @throws ProblemError 503 `unavailable` when it does not answer, or has just failed three times in a row
 */
export function callCache<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
  return cache.call(() => work(client()));
}

/** Whether an error of {@link callCache} says that there is no cache at the moment. */
export function isCacheUnavailable(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'unavailable';
}

/** Milliseconds. Longer than a round trip across a continent, and short enough to go on without. */
export const CACHE_WAIT_MS = 500;

// Whatever goes wrong, the answer is elsewhere.
const cache = dependency({ name: 'cache', isFailure: () => true, openMs: 5_000 });

let made: Redis | undefined;

function client(): Redis {
  made ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    automaticDeserialization: false,
    enableTelemetry: false,
    readYourWrites: false,
    // `retry: false` would still ask once more.
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(CACHE_WAIT_MS),
  });
  return made;
}
