import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';

const rows = Array.from({ length: 12 }, (_, index) => index);

/** The list of people before it is there: the same places at the same sizes, so that nothing moves. */
export function UsersSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title="Users" />
      <p role="status" className="sr-only">
        Loading people
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Skeleton className="h-9 w-full sm:w-80" />
        <Skeleton className="h-9 w-24" />
        <Skeleton className="h-9 w-28 sm:ml-auto" />
        <Skeleton className="h-9 w-20" />
      </div>
      <div className="@container divide-y overflow-hidden rounded-lg border">
        <div className="h-9 bg-subtle @max-3xl:hidden" />
        {rows.map((row) => (
          <div key={row} className="flex h-12 items-center gap-8 px-4">
            <Skeleton className="h-4 w-2/5 max-w-64" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-4 w-20 @max-3xl:hidden" />
            <Skeleton className="ml-auto h-4 w-24 @max-3xl:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
