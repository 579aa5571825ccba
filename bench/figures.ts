/** Milliseconds that half, and all but one in a hundred, were waited for at most; the longest; and how many a second. */
export type Figures = { p50: number; p99: number; max: number; perSecond: number };

/** @throws Error without any measurement */
export function figuresOf(waitedMs: readonly number[], tookMs: number): Figures {
  const at = (share: number) => percentile(waitedMs, share);
  return { p50: at(0.5), p99: at(0.99), max: at(1), perSecond: (waitedMs.length / tookMs) * 1000 };
}

/** What this share of all was waited for at most, in the unit of the measurements. @throws Error without any */
export function percentile(waited: readonly number[], share: number): number {
  const sorted = waited.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}
