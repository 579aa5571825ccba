import { JobPageSkeleton } from '@/components/jobs/page/job-page-skeleton';

export default function Loading() {
  return <JobPageSkeleton />;
}
