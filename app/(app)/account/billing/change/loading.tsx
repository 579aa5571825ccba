import { ChangePreviewSkeleton } from '@/components/billing/change-preview-card';
import { LoadingHeader } from '@/components/billing/loading-header';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid max-w-2xl grid-cols-1 gap-6">
      <LoadingHeader title="Change the plan" awaited="Loading the plans" />
      <Skeleton className="h-64 w-full rounded-lg!" />
      <Skeleton className="h-9 w-72" />
      <ChangePreviewSkeleton />
    </div>
  );
}
