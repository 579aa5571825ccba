import { type Standing, standingOf, usedAt, type Window, windowAt } from './sliding-window';

/** Limits in the memory of this process, for while Redis does not answer. */
export type MemoryLimiter = {
  /** Counts one of `key` if it passes. */
  take(key: string, window: Window, now?: number): Standing;
  /** Takes one back. */
  giveBack(key: string, window: Window, now?: number): void;
};

/**
 * Each process counts for itself: with so many of them as many times more passes, which is better than all or nothing.
 * @param keysMax keys that are remembered; beyond it those that were counted first are forgotten
 */
export function memoryLimiter(keysMax = 20_000): MemoryLimiter {
  const kept = new Map<string, { index: number; current: number; previous: number }>();
  const at = (key: string, windowMs: number, now: number) => {
    const { index } = windowAt(windowMs, now);
    const known = kept.get(key);
    if (known?.index === index) return known;
    const previous = known?.index === index - 1 ? known.current : 0;
    return { index, current: 0, previous };
  };
  const keep = (key: string, counts: { index: number; current: number; previous: number }) => {
    if (kept.size >= keysMax && !kept.has(key)) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    kept.set(key, counts);
  };
  return {
    take(key, window, now = Date.now()) {
      const counts = at(key, window.windowMs, now);
      const passed = usedAt(window, counts, now) < window.limit;
      if (passed) keep(key, { ...counts, current: counts.current + 1 });
      return standingOf(window, { ...counts, current: counts.current + (passed ? 1 : 0) }, passed, now);
    },
    giveBack(key, window, now = Date.now()) {
      const counts = at(key, window.windowMs, now);
      if (counts.current > 0) keep(key, { ...counts, current: counts.current - 1 });
    },
  };
}
