import type { EventQuery } from '@/lib/admin';

/** What the address of the list says: what to look for, and from where on. */
export type EventSearch = {
  query: EventQuery;
  cursor: string | undefined;
  values: Record<FieldName, string>;
};

type FieldName = 'status' | 'type' | 'customer' | 'id' | 'from' | 'to';
const fieldNames: readonly FieldName[] = ['status', 'type', 'customer', 'id', 'from', 'to'];
const statuses = ['received', 'processed', 'failed', 'dead'] as const;

/**
 * Reads the search of an address. What is not understood looks for nothing: a mistyped day must not hide everything. Days are
 * UTC's, both included.
 */
export function eventSearchIn(params: Record<string, string | string[] | undefined>): EventSearch {
  const textOf = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value.trim().slice(0, 255) : '';
  };
  const values = Object.fromEntries(fieldNames.map((name) => [name, textOf(name)])) as Record<
    FieldName,
    string
  >;
  const status = statuses.find((each) => each === values.status);
  return {
    query: {
      status,
      type: values.type || undefined,
      customer: values.customer || undefined,
      id: values.id || undefined,
      since: startOf(values.from),
      until: startOf(values.to, 1),
    },
    cursor: textOf('cursor') || undefined,
    values,
  };
}

/** The address of the list with these values; those that are empty are left out. */
export function eventsHref(values: Partial<Record<FieldName | 'cursor', string>>): string {
  const search = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return search.size > 0 ? `/admin/webhook-events?${search}` : '/admin/webhook-events';
}

function startOf(day: string, daysLater = 0): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`) + daysLater * 86_400_000;
  return Number.isNaN(time) ? undefined : new Date(time);
}
