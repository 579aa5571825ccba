import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The jobs page before its data is there: the same places at the same sizes, so that nothing moves. */
export function JobsSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title="Jobs" actions={<Skeleton className="h-9 w-25" />} />
      <p role="status" className="sr-only">
        Loading your jobs
      </p>
      <div className="grid grid-cols-1 gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
          <div className="flex h-5 items-center gap-4">
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-1.5 w-40 rounded-full" />
          </div>
          <Skeleton className="h-9 w-full sm:w-64" />
        </div>
        <div className="flex h-10.25 items-center gap-5 border-b px-2">
          <Skeleton className="h-4 w-8" />
          <Skeleton className="h-4 w-14" />
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-4 w-20 max-sm:hidden" />
          <Skeleton className="h-4 w-12 max-sm:hidden" />
        </div>
      </div>
      <div className="@container divide-y overflow-hidden rounded-lg border">
        <div className="h-9 bg-subtle @max-2xl:hidden" />
        {rows.map((row) => (
          <div
            key={row}
            className="grid h-25 content-center gap-3 px-4 @2xl:flex @2xl:h-12 @2xl:items-center @2xl:gap-0"
          >
            <div className="@2xl:w-[30%]">
              <Skeleton className="h-4 w-3/5" />
            </div>
            <div className="@2xl:w-[20%]">
              <Skeleton className="h-3 w-2/5 @2xl:h-4 @2xl:w-3/5" />
            </div>
            <div className="flex items-center justify-between @2xl:flex-1 @2xl:justify-end @2xl:gap-16">
              <Skeleton className="h-4 w-24" />
              <Skeleton className="h-3 w-20 @2xl:h-4" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
