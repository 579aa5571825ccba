import Link from 'next/link';
import type { JobSummary } from '@/lib/jobs/schema';
import { Marked } from '../search/marked';

/** A job's title, which leads to its page. Not fetched ahead: there may be hundreds on the board. */
export function JobLink({ job, className }: { job: JobSummary; className: string }) {
  return (
    <Link
      href={`/jobs/${job.id}`}
      prefetch={false}
      draggable={false}
      className="block min-w-0 max-w-full rounded-sm font-medium underline-offset-4 hover:underline"
    >
      <span className={className}>
        <Marked text={job.title} field="title" />
      </span>
    </Link>
  );
}
