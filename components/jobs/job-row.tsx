'use client';

import { Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { buttonVariants } from '../ui/button-variants';
import { cn } from '../ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { SavedOn } from './saved-on';
import { StatusLabel } from './status-label';
import { StatusMenu } from './status-menu';

/** What a row shows of a saved job. */
export type JobRowData = Pick<
  JobSummary,
  'id' | 'title' | 'company' | 'location' | 'url' | 'status' | 'createdAt'
>;

/** What can be done from a row; what is left out is not offered. A row that cannot be opened is only a picture of one. */
export type JobRowActions = {
  onOpen?: (id: string) => void;
  onStatusChange?: (id: string, status: JobStatus) => void;
  onDelete?: (id: string) => void;
};

// From 672 px of the table's own width a table row, below that a card of three lines.
const rowClasses = [
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-3 transition-colors hover:bg-muted/50',
  '@2xl:table-row @2xl:p-0',
].join(' ');
// A card is too narrow to tell two long titles apart by one line.
const titleClasses = '@max-2xl:line-clamp-2 @2xl:block @2xl:truncate';
const cellClasses = 'min-w-0 @2xl:h-12 @2xl:px-4 @2xl:py-2';

/** One saved job. */
export function JobRow({ job, actions }: { job: JobRowData; actions: JobRowActions }) {
  const { onOpen, onStatusChange } = actions;
  const subject = `${job.title} at ${job.company}`;
  return (
    <tr className={rowClasses}>
      <td className={`${cellClasses} col-start-1 row-start-1`}>
        {onOpen ? (
          <button
            type="button"
            onClick={() => onOpen(job.id)}
            className="block max-w-full rounded-sm text-left font-medium underline-offset-4 hover:underline"
          >
            <span className={titleClasses}>{job.title}</span>
          </button>
        ) : (
          <p className={cn(titleClasses, 'font-medium')}>{job.title}</p>
        )}
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
        {onStatusChange ? (
          <StatusMenu
            subject={subject}
            status={job.status}
            onChange={(status) => onStatusChange(job.id, status)}
          />
        ) : (
          <StatusLabel status={job.status} className="h-8 text-13" />
        )}
      </td>
      <td
        className={`${cellClasses} col-start-2 row-start-3 self-center text-13 text-muted-foreground @max-2xl:mt-1 @max-2xl:text-right @max-2xl:text-xs`}
      >
        <SavedOn at={job.createdAt} />
      </td>
      {onOpen ? (
        <td className={`${cellClasses} col-start-2 row-span-2 row-start-1 @max-2xl:-mr-2 @2xl:pl-0`}>
          <RowActions job={job} subject={subject} actions={actions} />
        </td>
      ) : null}
    </tr>
  );
}

type RowActionsProps = { job: JobRowData; subject: string; actions: JobRowActions };

function RowActions({ job, subject, actions: { onOpen, onDelete } }: RowActionsProps) {
  return (
    <div className="flex items-center justify-end gap-0.5">
      {job.url ? (
        <a
          href={job.url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Open posting of ${subject} in a new tab`}
          className={buttonVariants({ variant: 'ghost', size: 'icon-sm' })}
        >
          <ExternalLink aria-hidden="true" />
        </a>
      ) : null}
      {onOpen && onDelete ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${subject}`}>
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem onSelect={() => onOpen(job.id)}>
              <Pencil aria-hidden="true" />
              Edit
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDelete(job.id)}>
              <Trash2 aria-hidden="true" />
              Delete
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
    </div>
  );
}
