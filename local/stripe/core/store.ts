import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { ObjectType, StoredObject, StoredObjects } from './objects';

/** A condition on a field: JSON path without `$.`, and what it must be. */
export type Condition =
  | { field: string; is: string | number | boolean }
  | { field: string; oneOf: string[] }
  | { field: string; noneOf: string[] }
  | { field: string; startsWith: string }
  | { field: string; range: Range }
  | { field: string; isNull: true }
  /** `field` is a list of objects, of which one has this value at `key`. */
  | { field: string; has: { key: string; is: string } };

/** Bounds of Stripe's range filters. */
export type Range = { gt?: number; gte?: number; lt?: number; lte?: number };

/** Where a page starts: newest first; `after` and `before` are ids. */
export type Page = { limit: number; after?: string; before?: string };

/** Keeps objects by id in the order they were made. Everything is synchronous: one request at a time changes state. */
export class Store {
  /** Statements by their text: there are few, and preparing one takes longer than running it. */
  readonly #statements = new Map<string, StatementSync>();

  constructor(private readonly database: DatabaseSync) {}

  /** The object, also when it was deleted; undefined when there never was one of this type and id. */
  get<T extends ObjectType>(type: T, id: string): StoredObjects[T] | undefined {
    return this.#row(type, id)?.object;
  }

  /** The object of that id, whatever its type, also when it was deleted. */
  lookup(id: string): StoredObject | undefined {
    const row = this.#prepare('select data from objects where id = ?').get(id);
    return row === undefined ? undefined : parse<ObjectType>(row.data);
  }

  /** Whether there ever was an object of a type. */
  hasAny(type: ObjectType): boolean {
    return this.#prepare('select 1 from objects where type = ? limit 1').get(type) !== undefined;
  }

  isDeleted(type: ObjectType, id: string): boolean {
    return this.#row(type, id)?.deleted ?? false;
  }

  insert<T extends ObjectType>(type: T, object: StoredObjects[T]): void {
    this.#prepare('insert into objects (id, type, created, data) values (?, ?, ?, ?)').run(
      object.id,
      type,
      'created' in object ? object.created : 0,
      JSON.stringify(object),
    );
  }

  /** Replaces a stored object by its new state. */
  save<T extends ObjectType>(type: T, object: StoredObjects[T]): void {
    const done = this.#prepare('update objects set data = ? where type = ? and id = ?').run(
      JSON.stringify(object),
      type,
      object.id,
    );
    if (done.changes !== 1) throw new Error(`There is no ${type} ${object.id} to save.`);
  }

  /** Hides an object from lists; it can still be read by id, as Stripe does for customers. */
  markDeleted(type: ObjectType, id: string): void {
    this.#prepare('update objects set deleted = 1 where type = ? and id = ?').run(type, id);
  }

  /** What belongs to an object and is never shown, such as the card behind a payment method. */
  readPrivate(type: ObjectType, id: string): unknown {
    const row = this.#prepare('select private from objects where type = ? and id = ?').get(type, id);
    return typeof row?.private === 'string' ? JSON.parse(row.private) : undefined;
  }

  writePrivate(type: ObjectType, id: string, value: unknown): void {
    this.#prepare('update objects set private = ? where type = ? and id = ?').run(
      JSON.stringify(value),
      type,
      id,
    );
  }

  /** Every object of a type that meets the conditions, newest first. */
  all<T extends ObjectType>(type: T, conditions: Condition[] = []): StoredObjects[T][] {
    return this.#select(type, conditions, '', [], 'desc', -1);
  }

  /** One page, newest first, and whether more follow in the direction of travel. */
  page<T extends ObjectType>(
    type: T,
    conditions: Condition[],
    page: Page,
  ): { data: StoredObjects[T][]; hasMore: boolean } {
    const backwards = page.before !== undefined;
    const cursor = page.before ?? page.after;
    const bound =
      cursor === undefined ? '' : `and seq ${backwards ? '>' : '<'} (select seq from objects where id = ?)`;
    const order = backwards ? 'asc' : 'desc';
    const found = this.#select(
      type,
      conditions,
      bound,
      cursor === undefined ? [] : [cursor],
      order,
      page.limit + 1,
    );
    const data = found.slice(0, page.limit);
    return { data: backwards ? data.reverse() : data, hasMore: found.length > page.limit };
  }

  /** The smallest number in a field of the objects that meet the conditions; undefined when none has one. */
  smallest(type: ObjectType, field: string, conditions: Condition[]): number | undefined {
    const parts = conditions.map(toSql);
    const where = ['type = ? and deleted = 0', ...parts.map((part) => part.sql)].join(' and ');
    const row = this.#prepare(
      `select min(json_extract(data, '$.${field}')) as smallest from objects where ${where}`,
    ).get(type, ...parts.flatMap((part) => part.values));
    return typeof row?.smallest === 'number' ? row.smallest : undefined;
  }

  /** The same over a field of all entries of a list that the objects hold, within bounds. */
  smallestWithin(
    type: ObjectType,
    list: string,
    key: string,
    bounds: Range,
    conditions: Condition[],
  ): number | undefined {
    const parts = conditions.map(toSql);
    const value = `json_extract(entry.value, '$.${key}')`;
    const limits = Object.entries(bounds);
    const where = [
      'objects.type = ? and objects.deleted = 0',
      ...parts.map((part) => part.sql),
      ...limits.map(([name]) => `${value} ${signs[name]} ?`),
    ].join(' and ');
    const row = this.#prepare(
      `select min(${value}) as smallest from objects, json_each(objects.data, '$.${list}') as entry where ${where}`,
    ).get(type, ...parts.flatMap((part) => part.values), ...limits.map(([, bound]) => bound));
    return typeof row?.smallest === 'number' ? row.smallest : undefined;
  }

  /** All or nothing: what `work` changed is undone when it throws. */
  transaction<Result>(work: () => Result): Result {
    this.database.exec('begin immediate');
    try {
      const result = work();
      this.database.exec('commit');
      return result;
    } catch (error) {
      this.database.exec('rollback');
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #row<T extends ObjectType>(
    type: T,
    id: string,
  ): { object: StoredObjects[T]; deleted: boolean } | undefined {
    const row = this.#prepare('select data, deleted from objects where type = ? and id = ?').get(type, id);
    return row === undefined ? undefined : { object: parse<T>(row.data), deleted: row.deleted === 1 };
  }

  #select<T extends ObjectType>(
    type: T,
    conditions: Condition[],
    bound: string,
    boundValues: SQLInputValue[],
    order: 'asc' | 'desc',
    limit: number,
  ): StoredObjects[T][] {
    const parts = conditions.map(toSql);
    const where = ['type = ? and deleted = 0', ...parts.map((part) => part.sql)].join(' and ');
    const rows = this.#prepare(
      `select data from objects where ${where} ${bound} order by seq ${order} limit ?`,
    ).all(type, ...parts.flatMap((part) => part.values), ...boundValues, limit);
    return rows.map((row) => parse<T>(row.data));
  }
}

// Only this file writes the column, and only with objects of the row's type.
function parse<T extends ObjectType>(data: unknown): StoredObjects[T] {
  return JSON.parse(String(data)) as StoredObjects[T];
}

function toSql(condition: Condition): { sql: string; values: SQLInputValue[] } {
  const field = `json_extract(objects.data, '$.${condition.field}')`;
  if ('is' in condition) {
    const value = typeof condition.is === 'boolean' ? Number(condition.is) : condition.is;
    return { sql: `${field} = ?`, values: [value] };
  }
  if ('oneOf' in condition)
    return { sql: `${field} in ${listed}`, values: [JSON.stringify(condition.oneOf)] };
  if ('noneOf' in condition)
    return { sql: `${field} not in ${listed}`, values: [JSON.stringify(condition.noneOf)] };
  if ('startsWith' in condition) {
    return { sql: `substr(${field}, 1, ?) = ?`, values: [condition.startsWith.length, condition.startsWith] };
  }
  if ('has' in condition) {
    const entry = `json_extract(value, '$.${condition.has.key}') = ?`;
    const sql = `exists (select 1 from json_each(objects.data, '$.${condition.field}') where ${entry})`;
    return { sql, values: [condition.has.is] };
  }
  if ('isNull' in condition) return { sql: `${field} is null`, values: [] };
  const bounds = Object.entries(condition.range).map(([name, value]) => ({ sign: signs[name], value }));
  return {
    sql: bounds.map(({ sign }) => `${field} ${sign} ?`).join(' and ') || 'true',
    values: bounds.map(({ value }) => value),
  };
}

const signs: Record<string, string> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

// One value, however many there are: a statement of SQLite takes 32,766.
const listed = '(select value from json_each(?))';
