/** As long as it may be put off, in milliseconds. */
const LATEST_MS = 1000;

/**
 * Does something once the browser has nothing more urgent to do: what no one sees, and what would keep a page that has just
 * come from answering. @returns what calls it off
 */
export function whenIdle(work: () => void): () => void {
  // Not in every browser.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, LATEST_MS);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(work, { timeout: LATEST_MS });
  return () => cancelIdleCallback(id);
}
