import { z } from 'zod';
import { text } from '@/lib/http/text';
import {
  type JobFilter,
  type JobOrder,
  jobFilterSchema,
  jobOrderSchema,
  usualOrder,
} from '@/lib/jobs/job-filter';
import { type JobStatus, jobStatuses, jobStatusSchema, type WorkMode, workModes } from '@/lib/jobs/schema';

/** The two ways to look at the same jobs. */
export const boardViews = ['board', 'table'] as const;
/** See {@link boardViews}. */
export type BoardView = (typeof boardViews)[number];

/** What the page shows, as its address has it. */
export type BoardSearch = {
  view: BoardView;
  filter: BoardFilter;
  order: JobOrder;
};

/** Which jobs; lists are empty and the rest is undefined where nothing is asked for. */
export type BoardFilter = {
  status: readonly JobStatus[];
  workMode: readonly WorkMode[];
  source: readonly string[];
  salaryMin: number | undefined;
  currency: string | undefined;
  savedFrom: string | undefined;
  savedTo: string | undefined;
  hasDeadline: boolean | undefined;
  q: string;
};

/** The parameters of a page, as Next has them. */
export type PageParams = Readonly<Record<string, string | string[] | undefined>>;

export const nothingFiltered: BoardFilter = {
  status: [],
  workMode: [],
  source: [],
  salaryMin: undefined,
  currency: undefined,
  savedFrom: undefined,
  savedTo: undefined,
  hasDeadline: undefined,
  q: '',
};

/** Of what is searched for the best is on top; else a board begins with what has just moved, a table with what was saved last. */
export function usualSearchOrder({ view, filter }: Pick<BoardSearch, 'view' | 'filter'>): JobOrder {
  if (filter.q.trim()) return { sort: 'relevance', order: 'desc' };
  return { sort: view === 'board' ? 'moved' : 'saved', order: 'desc' };
}

/** The search with another view or filter; its order stays as usual where it was so. */
export function changedSearch(search: BoardSearch, change: Partial<BoardSearch>): BoardSearch {
  const usual = usualSearchOrder(search);
  const isUsual = search.order.sort === usual.sort && search.order.order === usual.order;
  const next = { ...search, ...change };
  const order = change.order ?? (isUsual ? usualSearchOrder(next) : search.order);
  // Without a text nothing fits better than anything else.
  return {
    ...next,
    order: order.sort === 'relevance' && !next.filter.q.trim() ? usualSearchOrder(next) : order,
  };
}

/**
 * The address of a search. It always names the view: an address without anything is the way in, which leads to what the person
 * looked at last. What is as usual leaves no trace in it.
 */
export function boardUrl(search: BoardSearch): string {
  return `/jobs?${boardQuery(search)}`;
}

/** The query of {@link boardUrl}; equal searches have equal ones. */
export function boardQuery({ view, filter, order }: BoardSearch): string {
  const params = new URLSearchParams({ view });
  const { status, workMode, source, q, ...single } = filter;
  for (const each of jobStatuses) if (status.includes(each)) params.append('status', each);
  for (const each of workMode) params.append('workMode', each);
  for (const each of source) params.append('source', each);
  for (const [name, value] of Object.entries(single))
    if (value !== undefined) params.set(name, String(value));
  if (q.trim()) params.set('q', q.trim());
  const usual = usualSearchOrder({ view, filter });
  if (order.sort !== usual.sort) params.set('sort', order.sort);
  if (order.order !== usualOrder(order.sort)) params.set('order', order.order);
  return params.toString();
}

/**
 * The search in an address that anyone may have typed: what does not make sense is not there, and a text is cut.
 * @param usualView of this person, where the address names none
 */
export function readBoardSearch(params: PageParams, usualView: BoardView): BoardSearch {
  const view = boardViews.find((each) => each === first(params.view)) ?? usualView;
  const currency = one(fields.currency, first(params.currency));
  const sort = jobOrderSchema.shape.sort.safeParse(first(params.sort));
  const order = jobOrderSchema.shape.order.safeParse(first(params.order));
  const filter: BoardFilter = {
    status: many(jobStatusSchema, params.status),
    workMode: many(z.enum(workModes), params.workMode),
    source: many(text().min(1).max(100), params.source),
    // An amount says nothing without its currency.
    salaryMin: currency === undefined ? undefined : one(fields.salaryMin, first(params.salaryMin)),
    currency,
    savedFrom: one(fields.savedFrom, first(params.savedFrom)),
    savedTo: one(fields.savedTo, first(params.savedTo)),
    hasDeadline: one(fields.hasDeadline, first(params.hasDeadline)),
    q: first(params.q)?.trim().slice(0, 200) ?? '',
  };
  const asked = params.sort !== undefined && sort.success ? sort.data : undefined;
  const chosen =
    asked === undefined || (asked === 'relevance' && !filter.q)
      ? usualSearchOrder({ view, filter }).sort
      : asked;
  return {
    view,
    filter,
    order: { sort: chosen, order: (order.success ? order.data : undefined) ?? usualOrder(chosen) },
  };
}

/** Whether an address says anything; one that does not is the way in. */
export function isBare(params: PageParams): boolean {
  return !['view', 'sort', 'order', ...Object.keys(nothingFiltered)].some((name) => params[name]);
}

/** Whether any job is left out by it. */
export function isFiltered(filter: BoardFilter): boolean {
  return boardQuery({ ...plain, filter }) !== boardQuery({ ...plain, filter: nothingFiltered });
}

/** A filter as `lib/jobs` takes it. */
export function jobFilterOf({ status, workMode, source, q, ...filter }: BoardFilter) {
  return {
    ...filter,
    status: [...status],
    workMode: [...workMode],
    source: [...source],
    q: q || undefined,
  } satisfies JobFilter;
}

const fields = jobFilterSchema.shape;

const plain = { view: 'table', order: { sort: 'saved', order: 'desc' } } as const;

function one<Value>(schema: z.ZodType<Value>, value: string | undefined): Value | undefined {
  return value ? schema.safeParse(value).data : undefined;
}

function many<Value>(schema: z.ZodType<Value>, value: string | string[] | undefined): Value[] {
  const given = value === undefined ? [] : [value].flat();
  const known = given.map((each) => schema.safeParse(each).data).filter((each) => each !== undefined);
  return [...new Set(known)].slice(0, 50);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
