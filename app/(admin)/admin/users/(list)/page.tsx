import { SearchX, UsersRound } from 'lucide-react';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { SelectableUsers } from '@/components/admin/users/selectable-users';
import { COLUMNS_COOKIE, columnsIn, usualColumns } from '@/components/admin/users/user-columns';
import { countWords } from '@/components/admin/users/user-words';
import { UsersToolbar } from '@/components/admin/users/users-toolbar';
import { isFiltered, type UsersView, usersUrl, usersView } from '@/components/admin/users/users-url';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PageLinks } from '@/components/ui/pagination';
import { Skeleton } from '@/components/ui/skeleton';
import { requireAdminPage } from '@/lib/admin/server';
import { countUsers, listUsers, type UserFilter, type UserPage } from '@/lib/admin/users';
import type { Admin } from '@/lib/auth';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Users' };

type UsersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function UsersPage(props: UsersPageProps) {
  return withRequest(() => usersPage(props));
}

async function usersPage({ searchParams }: UsersPageProps) {
  const admin = await requireAdminPage();
  const view = usersView(await searchParams);
  const page = await pageOf(admin, view);
  const remembered = columnsIn((await cookies()).get(COLUMNS_COOKIE)?.value);
  const columns = view.columns ?? remembered ?? usualColumns;
  const at = (cursor: string | null) => (cursor ? usersUrl({ ...view, cursor }) : null);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Users"
        description={
          // Counted beside the list, which does not wait for it.
          <Suspense
            key={JSON.stringify(view.filter)}
            fallback={<Skeleton className="inline-block! h-4 w-28" />}
          >
            <Count admin={admin} filter={view.filter} />
          </Suspense>
        }
        actions={
          <ButtonLink href="/admin/users/bulk" variant="secondary">
            Bulk operations
          </ButtonLink>
        }
      />
      <UsersToolbar view={view} columns={columns} />
      {page.users.length === 0 ? (
        <NobodyFound view={view} />
      ) : (
        <SelectableUsers
          // What was chosen of one list is nothing of another's.
          key={usersUrl({ ...view, columns: null })}
          users={page.users}
          columns={columns}
          view={view}
          isPart={page.nextCursor !== null || page.previousCursor !== null}
        />
      )}
      <PageLinks label="Users" previousHref={at(page.previousCursor)} nextHref={at(page.nextCursor)} />
    </div>
  );
}

async function Count({ admin, filter }: { admin: Admin; filter: UserFilter }) {
  const counted = await countUsers(admin, filter);
  return <span className="tabular">{countWords(counted)}</span>;
}

function NobodyFound({ view }: { view: UsersView }) {
  if (!isFiltered(view.filter) && !view.cursor)
    return <EmptyState icon={UsersRound} title="Nobody has signed up yet" />;
  if (view.cursor)
    return (
      <EmptyState
        icon={SearchX}
        title="Nobody beyond here"
        action={
          <ButtonLink href={usersUrl({ ...view, cursor: null })} variant="secondary">
            First page
          </ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      icon={SearchX}
      title="Nobody found"
      description="Nobody matches this search and these filters together."
      action={
        <ButtonLink href={usersUrl({ ...view, filter: {} })} variant="secondary">
          Clear search and filters
        </ButtonLink>
      }
    />
  );
}

async function pageOf(admin: Admin, view: UsersView): Promise<UserPage> {
  try {
    return await listUsers(admin, { ...view.filter, ...view.order, cursor: view.cursor ?? undefined });
  } catch (error) {
    // A cursor that was cut, made up, or of another order: from the beginning.
    if (view.cursor && error instanceof ProblemError && error.code === 'invalid_request')
      redirect(usersUrl({ ...view, cursor: null }));
    throw error;
  }
}
