'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import type { JobSummary } from '@/lib/jobs/schema';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { StatusLabel } from '../status-label';
import { subjectOf } from './drag-words';

/** What can be done with a job on the board; nothing by who may only look. */
export type JobActions = {
  onEdit?: (job: JobSummary) => void;
  onMove?: (job: JobSummary, status: JobStatus) => void;
  onDelete?: (job: JobSummary) => void;
};

type JobMenuProps = {
  job: JobSummary;
  actions: JobActions;
  /** Whether the statuses are in it, too: where a card has no other way to them than to be dragged. */
  withStatuses?: boolean;
};

/** The menu of one job, for who may change it; who may not opens it by its title. */
export function JobMenu({ job, actions: { onEdit, onMove, onDelete }, withStatuses = false }: JobMenuProps) {
  if (!onMove) return null;
  const choose = (value: string) => {
    const chosen = jobStatuses.find((each) => each === value);
    if (chosen) onMove(job, chosen);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${subjectOf(job)}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onEdit?.(job)}>
          <Pencil aria-hidden="true" />
          Edit
        </DropdownMenuItem>
        {withStatuses ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>Move to</DropdownMenuLabel>
            <DropdownMenuRadioGroup value={job.status} onValueChange={choose}>
              {jobStatuses.map((status) => (
                <DropdownMenuRadioItem key={status} value={status}>
                  <StatusLabel status={status} className="gap-2.5!" />
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </>
        ) : null}
        {onDelete ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem tone="danger" onSelect={() => onDelete(job)}>
              <Trash2 aria-hidden="true" />
              Delete
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
