'use client';

import { Pencil, Trash2 } from 'lucide-react';
import type { JobSummary } from '@/lib/jobs/schema';
import { jobStatuses } from '@/lib/jobs/statuses';
import {
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '../../ui/dropdown-menu';
import { StatusLabel } from '../status-label';
import type { JobActions } from './job-menu';

type JobItemsProps = { job: JobSummary; actions: JobActions; withStatuses: boolean };

/** What the menu of a job has in it. */
export function JobItems({ job, actions: { onEdit, onMove, onDelete }, withStatuses }: JobItemsProps) {
  const choose = (value: string) => {
    const chosen = jobStatuses.find((each) => each === value);
    if (chosen) onMove?.(job, chosen);
  };
  return (
    <>
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
    </>
  );
}
