import type { StoredObjects } from '../core/objects';

/** An amount in the currency's smallest unit as people read it, e.g. `$156.60`. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** How often a price is paid, e.g. `per month` or `every 6 months`; empty when once. */
export function every(price: Pick<StoredObjects['price'], 'recurring'>): string {
  if (price.recurring === null) return '';
  const { interval, interval_count: count } = price.recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}

/** A moment (seconds since 1970) as a day in UTC, e.g. `March 3, 2026`. */
export function day(seconds: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
