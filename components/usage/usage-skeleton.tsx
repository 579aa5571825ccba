import { LoadingHeader } from '../billing/loading-header';
import { Card, CardBody } from '../ui/card';
import { Skeleton } from '../ui/skeleton';

/** The page of usage before its data is there. */
export function UsageSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <LoadingHeader title="Usage" awaited="Loading your usage" />
      <div className="grid gap-4 lg:grid-cols-2">
        <QuotaCardSkeleton />
        <QuotaCardSkeleton />
      </div>
    </div>
  );
}

function QuotaCardSkeleton() {
  return (
    <Card>
      <CardBody className="grid gap-4">
        <div className="grid gap-1">
          <div className="flex h-7 items-center justify-between gap-4">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-6 w-24" />
          </div>
          <Skeleton className="my-0.5 h-4 w-56 max-w-full" />
        </div>
        <Skeleton className="h-1.5 rounded-full!" />
        <div className="grid gap-1">
          <Skeleton className="my-0.5 h-4 w-64 max-w-full" />
          <Skeleton className="my-0.5 h-4 w-40 max-w-full" />
        </div>
        <Skeleton className="h-14" />
      </CardBody>
      <div className="h-14 rounded-b-lg border-t bg-subtle" />
    </Card>
  );
}
