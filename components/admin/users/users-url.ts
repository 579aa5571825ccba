import {
  sortOrders,
  type UserFilter,
  type UserOrder,
  userFilterSchema,
  userSorts,
} from '@/lib/admin/users/user-filter';
import { columnsIn, columnsText, type UserColumn } from './user-columns';

/** Everything that the list of people shows, as its address has it. */
export type UsersView = {
  filter: UserFilter;
  order: UserOrder;
  /** Null for what the browser remembers, or the usual ones. */
  columns: readonly UserColumn[] | null;
  cursor: string | null;
};

/** Newest first: what the list is sorted by until told otherwise. */
export const usualOrder: UserOrder = { sort: 'created', order: 'desc' };

/** The order in which a heading sorts at first: the newest, the last seen, or from a to z. */
export const firstOrderOf: Record<UserOrder['sort'], UserOrder['order']> = {
  created: 'desc',
  seen: 'desc',
  email: 'asc',
};

/** What an address that anybody may have typed asks for. What makes no sense in it is not there. */
export function usersView(params: Record<string, string | string[] | undefined>): UsersView {
  const one = (name: string) => {
    const value = params[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const sort = userSorts.find((each) => each === one('sort')) ?? usualOrder.sort;
  return {
    filter: filterIn(one),
    order: { sort, order: sortOrders.find((each) => each === one('order')) ?? firstOrderOf[sort] },
    columns: columnsIn(one('columns')),
    cursor: one('cursor') || null,
  };
}

/** The address of a view; what is as usual leaves no trace in it. */
export function usersUrl({ filter, order, columns, cursor }: UsersView): string {
  const params = filterParams(filter);
  if (order.sort !== usualOrder.sort) params.set('sort', order.sort);
  if (order.order !== firstOrderOf[order.sort]) params.set('order', order.order);
  if (columns) params.set('columns', columnsText(columns));
  if (cursor) params.set('cursor', cursor);
  return params.size === 0 ? '/admin/users' : `/admin/users?${params}`;
}

/** The address of the filtered list as a file. */
export function usersFileUrl(filter: UserFilter): string {
  const params = filterParams(filter);
  return params.size === 0 ? '/api/admin/users/export' : `/api/admin/users/export?${params}`;
}

/** Whether anything is filtered or searched for. */
export function isFiltered(filter: UserFilter): boolean {
  return filterParams(filter).size > 0;
}

function filterParams(filter: UserFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of filterNames) {
    const value = filter[name];
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  return params;
}

function filterIn(one: (name: string) => string | undefined): UserFilter {
  const filter: Record<string, unknown> = {};
  for (const name of filterNames) {
    const parsed = userFilterSchema.shape[name].safeParse(one(name) || undefined);
    if (parsed.success && parsed.data !== undefined && parsed.data !== '') filter[name] = parsed.data;
  }
  return userFilterSchema.parse(filter);
}

const filterNames = userFilterSchema.keyof().options;
