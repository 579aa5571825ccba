export type MeterState = 'ok' | 'near' | 'over';

/** The share of a limit, in percent, from which a meter warns; the first usage alert is sent at the same share. */
const nearPercent = 80;

/**
 * How full a limit is: `near` from 80 %, `over` from 100 %. Without a limit (`null`) it is always `ok`;
 * a limit of 0 is `over`, since nothing more fits.
 */
export function meterState(used: number, limit: number | null): MeterState {
  if (limit === null) return 'ok';
  if (used >= limit) return 'over';
  return used * 100 >= limit * nearPercent ? 'near' : 'ok';
}
