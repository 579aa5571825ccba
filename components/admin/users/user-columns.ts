import type { UserOrder } from '@/lib/admin/users';

/** What the list can show beside the person, in this order. */
export const userColumns = [
  { id: 'status', label: 'Status' },
  { id: 'plan', label: 'Plan' },
  { id: 'payment', label: 'Payment' },
  { id: 'verified', label: 'Email confirmed' },
  { id: 'created', label: 'Signed up', sort: 'created' },
  { id: 'seen', label: 'Last seen', sort: 'seen' },
  { id: 'customer', label: 'Stripe customer' },
  { id: 'organizations', label: 'Organizations' },
  { id: 'id', label: 'Id' },
] as const satisfies readonly { id: string; label: string; sort?: UserOrder['sort'] }[];

export type UserColumn = (typeof userColumns)[number]['id'];

/** What is shown until somebody chooses. */
export const usualColumns: readonly UserColumn[] = ['status', 'plan', 'created', 'seen'];

/** The browser remembers the choice in a cookie of this name, so that the page comes with it. */
export const COLUMNS_COOKIE = 'foothold-user-columns';

/** Columns as they stand in the URL and in the cookie; none is `none`, since what is empty is as good as not there. */
export function columnsText(columns: readonly UserColumn[]): string {
  return columns.length === 0 ? 'none' : inOrder(columns).join('.');
}

/** The columns in such a text, whoever wrote it; null without one that is known. */
export function columnsIn(text: string | undefined): readonly UserColumn[] | null {
  if (text === 'none') return [];
  const named = text?.split('.') ?? [];
  const known = userColumns.map(({ id }) => id).filter((id) => named.includes(id));
  return known.length === 0 ? null : known;
}

function inOrder(columns: readonly UserColumn[]): UserColumn[] {
  return userColumns.map(({ id }) => id).filter((id) => columns.includes(id));
}
