import { Skeleton } from '../../ui/skeleton';

/** A job's page before its data is there: the same places at about the same sizes. */
export function JobPageSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-6">
      <p role="status" className="sr-only">
        Loading the job
      </p>
      <div className="grid gap-4">
        <Skeleton className="h-4 w-16" />
        <div className="flex items-start gap-4">
          <Skeleton className="size-12 max-sm:hidden" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-6 w-3/5 max-w-80" />
            <Skeleton className="h-4 w-2/5 max-w-48" />
          </div>
        </div>
        <div className="flex h-12.5 items-center gap-5 border-y">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-4 w-40" />
        </div>
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid content-start gap-6">
          <Skeleton className="h-48 rounded-lg!" />
          <Skeleton className="h-96 rounded-lg!" />
        </div>
        <div className="grid content-start gap-6">
          <Skeleton className="h-28 rounded-lg!" />
          <Skeleton className="h-28 rounded-lg!" />
          <Skeleton className="h-40 rounded-lg!" />
        </div>
      </div>
    </div>
  );
}
