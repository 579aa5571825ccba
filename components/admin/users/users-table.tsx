'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ListedUser } from '@/lib/admin/users';
import { SavedOn } from '../../jobs/saved-on';
import { Badge } from '../../ui/badge';
import { cn } from '../../ui/cn';
import { TableHead } from '../../ui/table';
import { type UserColumn, userColumns } from './user-columns';
import { planWords, statusWords } from './user-words';
import { firstOrderOf, type UsersView, usersUrl } from './users-url';

type UsersTableProps = {
  users: readonly ListedUser[];
  columns: readonly UserColumn[];
  view: UsersView;
  /** What stands before each person and before the heading, to choose them by. */
  select?: { heading: ReactNode; of: (user: ListedUser) => ReactNode; isChosen: (id: string) => boolean };
};

/**
 * People, one per row; the headings sort where there is an order for them. Where it has less than 768 px it turns into a list
 * of cards, by its own width.
 */
export function UsersTable({ users, columns, view, select }: UsersTableProps) {
  const shown = userColumns.filter(({ id }) => columns.includes(id));
  return (
    <div className="@container overflow-hidden rounded-lg border bg-surface">
      <div className="overflow-x-auto">
        <table className="w-full text-left text-sm">
          <caption className="sr-only">People</caption>
          <thead className="@max-3xl:sr-only border-b bg-subtle">
            <tr>
              {select ? <TableHead className="w-10 pr-0">{select.heading}</TableHead> : null}
              <SortableHead label="User" sort="email" view={view} />
              {shown.map((column) =>
                'sort' in column ? (
                  <SortableHead key={column.id} label={column.label} sort={column.sort} view={view} />
                ) : (
                  <TableHead key={column.id}>{column.label}</TableHead>
                ),
              )}
            </tr>
          </thead>
          <tbody className="divide-y">
            {users.map((user) => (
              <tr
                key={user.id}
                className={cn(
                  'relative @max-3xl:flex @max-3xl:flex-wrap @max-3xl:items-start @max-3xl:gap-x-4 @max-3xl:gap-y-1 @max-3xl:px-4 @max-3xl:py-3 transition-colors',
                  select?.isChosen(user.id) ? 'bg-primary-subtle' : 'hover:bg-subtle',
                )}
              >
                {select ? (
                  <td className="@3xl:h-12 @3xl:w-10 @3xl:py-2 @3xl:pl-4">{select.of(user)}</td>
                ) : null}
                <td className="@3xl:h-12 @3xl:px-4 @3xl:py-2 @max-3xl:min-w-0 @max-3xl:flex-1">
                  <Person user={user} />
                </td>
                {shown.length > 0 ? <td aria-hidden="true" className="@3xl:hidden basis-full" /> : null}
                {shown.map(({ id, label }) => (
                  <td key={id} className="@3xl:h-12 whitespace-nowrap @3xl:px-4 @3xl:py-2 @max-3xl:text-13">
                    <span className="mr-1.5 @3xl:hidden text-muted-foreground text-xs">{label}</span>
                    {cells[id](user)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Person({ user: { id, email, name, isAdmin, formerEmail } }: { user: ListedUser }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <div className="flex min-w-0 items-center gap-2">
        <Link
          href={`/admin/users/${id}`}
          prefetch={false}
          className="max-w-96 truncate rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {formerEmail ?? email}
        </Link>
        {isAdmin ? <Badge tone="primary">Admin</Badge> : null}
      </div>
      {name ? <span className="max-w-96 truncate text-13 text-muted-foreground">{name}</span> : null}
    </div>
  );
}

const nothing = <span className="text-subtle-foreground">–</span>;

const cells: Record<UserColumn, (user: ListedUser) => ReactNode> = {
  status: ({ status }) => <Badge tone={statusWords[status].tone}>{statusWords[status].label}</Badge>,
  plan: ({ plan }) =>
    plan === 'free' ? <span className="text-muted-foreground">Free</span> : planWords[plan],
  payment: ({ pastDue }) => (pastDue ? <Badge tone="warning">Past due</Badge> : nothing),
  verified: ({ verifiedAt }) =>
    verifiedAt ? <SavedOn at={verifiedAt} /> : <Badge tone="outline">Not yet</Badge>,
  created: ({ createdAt }) => <SavedOn at={createdAt} />,
  seen: ({ lastSeenAt }) =>
    lastSeenAt ? <SavedOn at={lastSeenAt} /> : <span className="text-subtle-foreground">Never</span>,
  customer: ({ stripeCustomerId }) =>
    stripeCustomerId ? <code className="text-13">{stripeCustomerId}</code> : nothing,
  organizations: ({ organizations }) => <span className="tabular">{organizations}</span>,
  id: ({ id }) => <code className="text-13">{id}</code>,
};

function SortableHead({
  label,
  sort,
  view,
}: {
  label: string;
  sort: keyof typeof firstOrderOf;
  view: UsersView;
}) {
  const current = view.order.sort === sort ? view.order.order : null;
  const next = current === null ? firstOrderOf[sort] : current === 'asc' ? 'desc' : 'asc';
  const Icon = current === null ? ChevronsUpDown : current === 'asc' ? ArrowUp : ArrowDown;
  return (
    <TableHead aria-sort={current === null ? undefined : current === 'asc' ? 'ascending' : 'descending'}>
      <Link
        href={usersUrl({ ...view, order: { sort, order: next }, cursor: null })}
        scroll={false}
        className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-foreground"
      >
        {label}
        <Icon
          aria-hidden="true"
          className={cn('size-3.5', current === null ? 'text-subtle-foreground' : 'text-foreground')}
        />
      </Link>
    </TableHead>
  );
}
