import { Redis } from '@upstash/redis/cloudflare';
import { env } from '@/lib/env';
import { patience } from './patience';

/** Milliseconds that a request waits for Redis at most. */
export const EDGE_WAIT_MS = 500;

/**
 * Makes one call to Redis from the edge. Undefined when it does not answer in time, and at once for some seconds after it did not
 * three times in a row. Nothing is repeated: what counts would count twice. The log says how many requests went without.
 */
export function askRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  return redisPatience.attempt(() => work(client()));
}

const redisPatience = patience({
  failuresMax: 3,
  pauseMs: 5_000,
  // The logger of the product does not run at the edge.
  say: (state, missed) =>
    console.warn(
      JSON.stringify({
        level: 'warn',
        msg:
          state === 'down'
            ? 'Redis does not answer: the edge limits by itself and counts no API calls'
            : 'Redis answers the edge again',
        missed,
      }),
    ),
});

function client(): Redis {
  made ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    automaticDeserialization: false,
    enableTelemetry: false,
    readYourWrites: false,
    responseEncoding: false,
    // `false` would still repeat once.
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(EDGE_WAIT_MS),
  });
  return made;
}

let made: Redis | undefined;
