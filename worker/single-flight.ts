/**
 * Runs `work` when asked, once at a time. However often it is asked meanwhile, it runs once more afterwards, so that
 * no request is served by a run that had begun before it.
 */
export function singleFlight(work: () => Promise<void>): SingleFlight {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const begin = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  const ask = (): Promise<void> => {
    if (!running) return begin();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
  return { ask, idle: async () => void (await Promise.allSettled([running, next])) };
}

/** `ask` resolves when a run that began after the call has ended; `idle` when nothing runs or waits. */
export type SingleFlight = { ask: () => Promise<void>; idle: () => Promise<void> };
