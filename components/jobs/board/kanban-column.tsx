'use client';

import { useDroppable } from '@dnd-kit/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { cn } from '../../ui/cn';
import { Skeleton } from '../../ui/skeleton';
import { StatusLabel } from '../status-label';
import { statusLook } from '../status-look';
import type { JobList } from './board-state';
import { jobCount } from './filter-words';
import { JobCard } from './job-card';
import type { JobActions } from './job-menu';
import { useLoadAhead } from './use-load-ahead';

type KanbanColumnProps = {
  status: JobStatus;
  list: JobList;
  /** How many jobs there are, loaded or not. */
  count: number;
  actions: JobActions;
  onLoadMore: (status: JobStatus) => void;
  /** The job that is being dragged, of whichever column. */
  dragged: JobSummary | null;
  /** Whether it is the one that a phone shows. */
  isCurrent: boolean;
};

/** Of the part of a column that scrolls. */
export function columnId(status: JobStatus): string {
  return `column-${status}`;
}

/** The jobs of one status. Only the cards in view are there, however many there are; more are loaded before the end is seen. */
export const KanbanColumn = memo(function KanbanColumn({
  status,
  list,
  count,
  actions,
  onLoadMore,
  dragged,
  isCurrent,
}: KanbanColumnProps) {
  const { jobs, nextCursor } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const { setNodeRef, isOver } = useDroppable({ id: status, data: { kind: 'column', status } });
  const draggedIndex = dragged ? jobs.findIndex(({ id }) => id === dragged.id) : -1;
  const virtual = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => jobs[index]?.id ?? index,
    estimateSize: () => 104,
    gap: 8,
    overscan: 6,
    // For the server, which knows no window.
    initialRect: { width: 240, height: 640 },
    // The card in hand stays, wherever its column is scrolled to, or the drag would lose its beginning.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return draggedIndex === -1 || indexes.includes(draggedIndex)
        ? indexes
        : [...indexes, draggedIndex].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  useLoadAhead(items.at(-1)?.index ?? -1, list, () => onLoadMore(status));
  const { label } = statusLook[status];
  const arriving = isOver && dragged !== null && dragged.status !== status;

  return (
    <section
      ref={setNodeRef}
      aria-label={`${label}: ${jobCount(count)}`}
      className={cn(
        'flex h-[calc(100dvh-15.5rem)] min-h-80 min-w-0 flex-col rounded-lg border bg-subtle transition-colors max-md:h-[calc(100dvh-13.5rem)]',
        arriving && 'border-primary bg-primary-subtle',
        !isCurrent && 'max-md:hidden',
      )}
    >
      <h2 className="flex h-11 shrink-0 items-center justify-between gap-2 px-3 font-medium text-13 max-md:sr-only">
        <StatusLabel status={status} />
        <span className="tabular font-normal text-muted-foreground">{count.toLocaleString('en-US')}</span>
      </h2>
      <div
        ref={scroller}
        id={columnId(status)}
        className="relative min-h-0 flex-1 overflow-y-auto px-2 pb-2 max-md:pt-2"
      >
        {jobs.length > 0 ? (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, key, start }) => {
              const job = jobs[index];
              return job ? (
                <li
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-setsize={count}
                  aria-posinset={index + 1}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <JobCard job={job} actions={actions} />
                </li>
              ) : null;
            })}
          </ul>
        ) : nextCursor === null ? (
          <p className="px-2 py-6 text-center text-13 text-muted-foreground">
            {actions.onMove ? 'Drop a job here' : 'No job'}
          </p>
        ) : null}
        {nextCursor === null ? null : <Skeleton className="mt-2 h-20 rounded-lg" />}
      </div>
    </section>
  );
});
