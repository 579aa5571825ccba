'use client';

import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { Avatar } from '../ui/avatar';
import { cn } from '../ui/cn';
import { SavedOn } from './saved-on';
import { StatusMenu } from './status-menu';

/** What a row shows of a saved job. */
export type JobRowData = Pick<JobSummary, 'id' | 'title' | 'company' | 'location' | 'status' | 'createdAt'>;

// From 672 px of the table's own width a table row, below that a card of three lines.
const rowClasses = [
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-3 transition-colors hover:bg-muted/50',
  '@2xl:table-row @2xl:p-0',
].join(' ');
// A card is too narrow to tell two long titles apart by one line.
const titleClasses = '@max-2xl:line-clamp-2 @2xl:block @2xl:truncate';
const cellClasses = 'min-w-0 @2xl:h-12 @2xl:px-4 @2xl:py-2';

type JobRowProps = { job: JobRowData; onStatusChange: (id: string, status: JobStatus) => void };

/** One job of an example. */
export function JobRow({ job, onStatusChange }: JobRowProps) {
  const subject = `${job.title} at ${job.company}`;
  return (
    <tr className={rowClasses}>
      <td className={`${cellClasses} col-start-1 row-start-1`}>
        <p className={cn(titleClasses, 'font-medium')}>{job.title}</p>
      </td>
      <td className={`${cellClasses} col-start-1 row-start-2`}>
        <div className="flex min-w-0 items-center gap-2.5 @max-2xl:text-13 @max-2xl:text-muted-foreground">
          <Avatar name={job.company} shape="square" size="sm" className="@max-2xl:hidden" />
          <span className="truncate">{job.company}</span>
        </div>
      </td>
      <td className={`${cellClasses} text-muted-foreground @max-4xl:hidden`}>
        <p className="truncate">{job.location}</p>
      </td>
      <td className={`${cellClasses} col-start-1 row-start-3 @max-2xl:mt-1`}>
        <StatusMenu
          subject={subject}
          status={job.status}
          onChange={(status) => onStatusChange(job.id, status)}
        />
      </td>
      <td
        className={`${cellClasses} col-start-2 row-start-3 self-center text-13 text-muted-foreground @max-2xl:mt-1 @max-2xl:text-right @max-2xl:text-xs`}
      >
        <SavedOn at={job.createdAt} />
      </td>
    </tr>
  );
}
