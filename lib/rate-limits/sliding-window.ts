/** So many in any stretch of `windowMs` milliseconds. */
export type Window = { limit: number; windowMs: number };

/** What passed in the window of the clock that holds this moment, and in the one before. */
export type Counts = { current: number; previous: number };

/** How a limit stands after a request, whether it passed or not. */
export type Standing = Window & {
  passed: boolean;
  /** How many more would pass now. */
  remaining: number;
  /** Whole seconds until the next one passes if this one did not, else until counting begins anew. */
  seconds: number;
};

/**
 * Where in the windows of the clock a moment is: the number of its window, and what share of the window before still
 * counts. A sliding window in two numbers: as if what passed before had come at an even pace. What is refused does not
 * count, so that who goes on trying is let in as soon as anybody.
 */
export function windowAt(windowMs: number, now: number): { index: number; weight: number } {
  const index = Math.floor(now / windowMs);
  return { index, weight: ((index + 1) * windowMs - now) / windowMs };
}

/** How many of the limit are used at this moment. */
export function usedAt({ windowMs }: Window, { current, previous }: Counts, now: number): number {
  return Math.floor(previous * windowAt(windowMs, now).weight) + current;
}

/** @param counts after the request */
export function standingOf(window: Window, counts: Counts, passed: boolean, now: number): Standing {
  const seconds = Math.ceil((passed ? msToEnd(window, now) : waitMs(window, counts, now)) / 1000);
  const remaining = passed ? Math.max(0, window.limit - usedAt(window, counts, now)) : 0;
  return { ...window, passed, remaining, seconds: Math.max(1, seconds) };
}

/**
 * Milliseconds until a request would pass if none came meanwhile, at most two windows. A limit of zero lets none pass at
 * any time; then it is when to ask again.
 */
export function waitMs(window: Window, counts: Counts, now: number): number {
  const { limit, windowMs } = window;
  const { current, previous } = counts;
  if (usedAt(window, counts, now) < limit) return 0;
  const end = msToEnd(window, now);
  if (limit <= 0) return end;
  // What is left of the window before must sink below what the limit still has room for.
  if (current < limit) return firstBelow(limit - current, previous, windowMs) - (windowMs - end);
  return end + firstBelow(limit, current, windowMs);
}

/** Milliseconds into a window after which less than `room` of what passed in the one before counts. */
function firstBelow(room: number, before: number, windowMs: number): number {
  let ms = Math.max(0, Math.floor(windowMs * (1 - room / before)));
  while (ms < windowMs && Math.floor(before * windowAt(windowMs, ms).weight) >= room) ms += 1;
  return ms;
}

function msToEnd({ windowMs }: Window, now: number): number {
  return windowMs - (now % windowMs);
}
