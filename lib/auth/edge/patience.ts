/** Makes calls to something that may be down, and goes on without it. */
export type Patience = {
  /** What `work` resolves to; undefined when it failed, or was not begun because the one before did. Never throws. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
};

type Options = {
  /** Failures in a row after which it is left alone. */
  failuresMax: number;
  /** Milliseconds for which it is left alone. */
  pauseMs: number;
  /** Is told when it is left alone and when it works again, with how many calls came to nothing since it last worked. */
  say: (state: 'down' | 'up', missed: number) => void;
  now?: () => number;
};

/**
 * A circuit breaker for the edge runtime, where that of `lib/resilience` does not run. After the pause a single call tries, and all
 * others go on without waiting for it.
 */
export function patience({ failuresMax, pauseMs, say, now = Date.now }: Options): Patience {
  let failures = 0;
  let missed = 0;
  let pausedUntil = 0;
  let isTrying = false;

  return {
    async attempt(work) {
      const isProbe = failures >= failuresMax;
      if (isProbe && (isTrying || now() < pausedUntil)) {
        missed += 1;
        return undefined;
      }
      if (isProbe) isTrying = true;
      try {
        const result = await work();
        if (failures >= failuresMax) say('up', missed);
        failures = missed = 0;
        return result;
      } catch {
        missed += 1;
        failures += 1;
        // Of many that fail at once, only the one that makes it too many says so.
        if (failures === failuresMax || isProbe) {
          pausedUntil = now() + pauseMs;
          say('down', missed);
        }
        return undefined;
      } finally {
        if (isProbe) isTrying = false;
      }
    },
  };
}
