/**
 * Seconds to wait before the n-th time that a page looks again by itself, counted from 1: three at first, half as long
 * again each time, a minute at most. Null when it has looked often enough, after about ten minutes, and waits for a
 * person to ask.
 */
export function pollDelaySeconds(attempt: number): number | null {
  if (attempt > attemptsMax) return null;
  return Math.min(Math.round(3 * 1.5 ** (attempt - 1)), 60);
}

const attemptsMax = 16;
