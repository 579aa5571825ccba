import type { JobFilter } from '@/lib/jobs/job-filter';
import { type JobOrder, usualOrder } from '@/lib/jobs/job-sorts';
import { type JobStatus, jobStatuses, type WorkMode } from '@/lib/jobs/statuses';

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

const plain = { view: 'table', order: { sort: 'saved', order: 'desc' } } as const;
