'use client';

import { Ellipsis } from 'lucide-react';
import type { JobSummary } from '@/lib/jobs/schema';
import type { JobStatus } from '@/lib/jobs/statuses';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { lazyPart } from '../../ui/lazy-part';
import { subjectOf } from './drag-words';

const jobItems = lazyPart(async () => (await import('./job-items')).JobItems);

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
export function JobMenu({ job, actions, withStatuses = false }: JobMenuProps) {
  if (!actions.onMove) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${subjectOf(job)}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLazyItems code={jobItems} with={{ job, actions, withStatuses }} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
