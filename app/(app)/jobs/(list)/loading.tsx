import { JobsSkeleton } from '@/components/jobs/jobs-skeleton';

/**
 * In a folder of its own, so that it stands for the board alone: a page that is on its way answers 200 before it knows
 * whether there is such a job.
 */
export default function Loading() {
  return <JobsSkeleton />;
}
