import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import type { Period } from '../core/periods';

/** What a customer used of a meter from the period's start up to, not including, its end; never below zero. */
export function usageOf(
  { store }: Context,
  meter: StoredObjects['billing.meter'],
  customer: string,
  period: Period,
): number {
  // Newest first.
  const events = store.all('billing.meter_event', [
    { field: 'customer', is: customer },
    { field: 'event_name', is: meter.event_name },
    { field: 'timestamp', range: { gte: period.start, lt: period.end } },
  ]);
  if (meter.default_aggregation.formula === 'last') {
    const latest = events.toSorted((a, b) => b.timestamp - a.timestamp)[0];
    return Math.max(0, latest?.value ?? 0);
  }
  return Math.max(
    0,
    events.reduce((sum, { value }) => sum + value, 0),
  );
}
