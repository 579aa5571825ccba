'use client';

import { lazy, memo, Suspense, useRef } from 'react';
import type { JobStatus } from '@/lib/jobs/schema';
import { cn } from '../../ui/cn';
import { Skeleton } from '../../ui/skeleton';
import { StatusLabel } from '../status-label';
import { statusLook } from '../status-look';
import type { JobList } from './board-state';
import { jobCount } from './filter-words';
import { JobCard } from './job-card';
import type { JobActions } from './job-menu';
import { useDrag, useDropPlace } from './use-drag';
import { useIsLong } from './use-is-long';
import { useLoadAhead } from './use-load-ahead';

// Loaded where a column is long, and else not at all.
const LongColumn = lazy(async () => ({ default: (await import('./long-column')).LongColumn }));

/** Up to how many jobs a column draws all of them: as many as come with the page. */
const SHORT = 25;

type KanbanColumnProps = {
  status: JobStatus;
  list: JobList;
  /** How many jobs there are, loaded or not. */
  count: number;
  actions: JobActions;
  onLoadMore: (status: JobStatus) => void;
  /** Whether it is the one that a phone shows. */
  isCurrent: boolean;
};

/** Of the part of a column that scrolls. */
export function columnId(status: JobStatus): string {
  return `column-${status}`;
}

/** The jobs of one status. */
export const KanbanColumn = memo(function KanbanColumn({
  status,
  list,
  count,
  actions,
  onLoadMore,
  isCurrent,
}: KanbanColumnProps) {
  const { jobs, nextCursor } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, isOver } = useDropPlace<HTMLElement>('column', status);
  const arriving = useDrag(({ job }) => isOver && job !== null && job.status !== status);
  const isLong = useIsLong(count, SHORT);
  const { label } = statusLook[status];
  const cards = { list, count, actions, onLoadMore: () => onLoadMore(status) };

  return (
    <section
      ref={ref}
      aria-label={`${label}: ${jobCount(count)}`}
      className={cn(
        'flex h-[calc(100dvh-15.5rem)] min-h-80 min-w-0 flex-col rounded-lg border transition-colors max-md:h-[calc(100dvh-13.5rem)]',
        arriving ? 'border-primary bg-primary-subtle' : 'bg-subtle',
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
        {isLong ? (
          <Suspense>
            <LongColumn {...cards} scroller={scroller} />
          </Suspense>
        ) : (
          <ShortColumn {...cards} />
        )}
        {jobs.length === 0 && nextCursor === null ? (
          <p className="px-2 py-6 text-center text-13 text-muted-foreground">
            {actions.onMove ? 'Drop a job here' : 'No job'}
          </p>
        ) : null}
        {nextCursor === null ? null : <Skeleton className="mt-2 h-20 rounded-lg!" />}
      </div>
    </section>
  );
});

type ShortColumnProps = { list: JobList; count: number; actions: JobActions; onLoadMore: () => void };

/** The cards of a column that has few: all of them. */
function ShortColumn({ list, count, actions, onLoadMore }: ShortColumnProps) {
  const { jobs } = list;
  useLoadAhead(jobs.length - 1, list, onLoadMore);
  if (jobs.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {jobs.map((job, index) => (
        <li key={job.id} aria-setsize={count} aria-posinset={index + 1}>
          <JobCard job={job} actions={actions} />
        </li>
      ))}
    </ul>
  );
}
