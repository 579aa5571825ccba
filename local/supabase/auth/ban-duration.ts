import { AuthProblem } from './problem';

/** Milliseconds per unit of Go's durations, which Supabase takes. */
const UNITS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * When a ban ends: null for `none`.
 * @param duration such as `24h`, `1h30m` or `none`
 * @throws AuthProblem 400 for anything else
 */
export function banEnd(duration: string, now: Date): Date | null {
  if (duration === 'none') return null;
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(duration)) {
    throw new AuthProblem(400, 'validation_failed', `invalid format for ban duration: ${duration}`);
  }
  let milliseconds = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    milliseconds += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  // Beyond this JavaScript knows no date; a longer ban is as good as this one.
  return new Date(Math.min(now.getTime() + milliseconds, Date.UTC(9999, 0)));
}
