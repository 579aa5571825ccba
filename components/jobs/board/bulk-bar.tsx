'use client';

import { Archive, ChevronDown, Download, Trash2, X } from 'lucide-react';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { exportHref } from '../export/export-href';
import { StatusLabel } from '../status-label';

type BulkBarProps = {
  /** How many jobs are chosen. */
  count: number;
  /** How many match in all; null where all of them are chosen already. */
  total: number | null;
  busy: boolean;
  /** What is exported. */
  chosen: Parameters<typeof exportHref>[0];
  onSelectAll: () => void;
  onMove: (status: JobStatus) => void;
  onDelete: () => void;
  onClear: () => void;
};

/** What can be done with the chosen jobs; it stays in view while the list is scrolled. */
export function BulkBar({
  count,
  total,
  busy,
  chosen,
  onSelectAll,
  onMove,
  onDelete,
  onClear,
}: BulkBarProps) {
  // Null for more than can be named.
  const exportTo = exportHref(chosen);
  return (
    <section
      aria-label="Selected jobs"
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center gap-2 rounded-lg border bg-surface p-2 pl-4 shadow-float md:bottom-4"
    >
      <p role="status" className="tabular min-w-0 flex-1 text-13">
        <span className="font-medium">{count.toLocaleString('en-US')}</span> selected
        {total === null ? null : (
          <Button variant="link" size="sm" onClick={onSelectAll} className="ml-3">
            Select all {total.toLocaleString('en-US')} that match
          </Button>
        )}
      </p>
      {/* On a phone below the number, so that the cross does not end up alone in a line. */}
      <div className="flex items-center gap-2 max-sm:order-last max-sm:w-full">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="secondary" size="sm" loading={busy}>
              Move to
              <ChevronDown aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent side="top">
            {jobStatuses.map((status) => (
              <DropdownMenuItem key={status} onSelect={() => onMove(status)}>
                <StatusLabel status={status} className="gap-2.5!" />
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
        <Button variant="secondary" size="sm" loading={busy} onClick={() => onMove('archived')}>
          <Archive aria-hidden="true" />
          <span className="max-sm:sr-only">Archive</span>
        </Button>
        {exportTo === null ? null : (
          <ButtonLink href={exportTo} prefetch={false} variant="secondary" size="sm">
            <Download aria-hidden="true" />
            <span className="max-sm:sr-only">Export</span>
          </ButtonLink>
        )}
        <Button variant="secondary" size="sm" loading={busy} onClick={onDelete}>
          <Trash2 aria-hidden="true" />
          <span className="max-sm:sr-only">Delete</span>
        </Button>
      </div>
      <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
        <X aria-hidden="true" />
      </Button>
    </section>
  );
}
