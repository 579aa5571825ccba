import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';

const columns = [['a', 'b', 'c', 'd'], ['a', 'b', 'c'], ['a', 'b'], ['a'], ['a', 'b']] as const;

/** The jobs page before its data is there: the same places at the same sizes, so that nothing moves. */
export function JobsSkeleton() {
  return (
    <div data-wide className="grid grid-cols-1 gap-5">
      <PageHeader title="Jobs" actions={<Skeleton className="h-9 w-25" />} />
      <p role="status" className="sr-only">
        Loading your jobs
      </p>
      <div className="flex h-5 items-center gap-4">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-1.5 w-40 rounded-full!" />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Skeleton className="h-9.5 w-43" />
        <Skeleton className="h-9 w-24 max-sm:ml-auto" />
        <Skeleton className="h-9 w-full sm:ml-auto sm:w-124" />
      </div>
      <div className="grid auto-cols-[minmax(13.5rem,1fr)] grid-flow-col gap-3 overflow-hidden">
        {columns.map((cards, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: columns that never change
            key={index}
            className="grid h-[calc(100dvh-15.5rem)] min-h-80 content-start gap-2 rounded-lg border bg-subtle p-2"
          >
            <Skeleton className="mx-1 my-1.5 h-4 w-24" />
            {cards.map((card) => (
              <Skeleton key={card} className="h-26 rounded-lg!" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
