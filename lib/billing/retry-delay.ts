/** After so many failed attempts an event is dead: it waits for a person. */
export const ATTEMPTS_MAX = 12;

/**
 * Seconds to wait after the n-th failed attempt: 10, then three times as long each time, at most six hours. Twelve
 * attempts span more than a day, so that an outage at night kills nothing.
 */
export function retryDelaySeconds(failedAttempts: number): number {
  return Math.min(10 * 3 ** (failedAttempts - 1), 6 * 3600);
}
