import type { Context } from '../core/context';
import type { ObjectType, StoredObjects } from '../core/objects';
import type { Condition, Range } from '../core/store';
import { invalidRequest, noSuch } from './errors';

/** Parameters of every list. */
export type ListParams = {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: number | Loose<Range> | undefined;
};

/** A page of a list as Stripe answers it. */
export type List<T> = { object: 'list'; data: T[]; has_more: boolean; url: string };

type Loose<T> = { [Key in keyof T]: T[Key] | undefined };

/**
 * One page of the objects of a type, newest first.
 * @throws StripeError when a cursor names nothing or both cursors are given
 */
export function listObjects<T extends ObjectType>(
  context: Context,
  type: T,
  url: string,
  params: ListParams,
  conditions: Condition[] = [],
): List<StoredObjects[T]> {
  const { starting_after: after, ending_before: before, limit = 10, created } = params;
  if (after !== undefined && before !== undefined) {
    throw invalidRequest('You cannot specify both starting_after and ending_before.', {
      code: 'parameters_exclusive',
      param: 'ending_before',
    });
  }
  for (const [param, cursor] of Object.entries({ starting_after: after, ending_before: before })) {
    if (cursor !== undefined && !context.store.get(type, cursor)) throw noSuch(type, cursor, param);
  }
  const page = { limit, ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
  const all = created === undefined ? conditions : [...conditions, rangeCondition('created', created)];
  const { data, hasMore } = context.store.page(type, all, page);
  return { object: 'list', data, has_more: hasMore, url };
}

/** A page of something that another object holds, oldest first as Stripe keeps it. */
export function listHeld<T extends { id: string }>(all: T[], url: string, params: ListParams): List<T> {
  const { starting_after: after, ending_before: before, limit = 10 } = params;
  if (before !== undefined) {
    const end = position(all, before, 'ending_before');
    const data = all.slice(Math.max(0, end - limit), end);
    return { object: 'list', data, has_more: end > limit, url };
  }
  const start = after === undefined ? 0 : position(all, after, 'starting_after') + 1;
  return { object: 'list', data: all.slice(start, start + limit), has_more: all.length > start + limit, url };
}

/** A filter parameter that is a moment or bounds of one. */
export function rangeCondition(field: string, value: number | Loose<Range>): Condition {
  if (typeof value === 'number') return { field, is: value };
  const range: Range = {};
  for (const name of ['gt', 'gte', 'lt', 'lte'] as const) {
    const bound = value[name];
    if (bound !== undefined) range[name] = bound;
  }
  return { field, range };
}

/** Conditions for those of the fields that have a value. */
export function equalTo(fields: Record<string, string | boolean | number | undefined>): Condition[] {
  return Object.entries(fields).flatMap(([field, is]) => (is === undefined ? [] : [{ field, is }]));
}

function position(all: { id: string }[], id: string, param: string): number {
  const index = all.findIndex((item) => item.id === id);
  if (index === -1) throw noSuch('item', id, param);
  return index;
}
