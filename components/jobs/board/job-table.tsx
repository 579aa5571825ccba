'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useRef } from 'react';
import { usualOrder } from '@/lib/jobs/job-sorts';
import { Checkbox } from '../../ui/checkbox';
import { cn } from '../../ui/cn';
import { Skeleton } from '../../ui/skeleton';
import { TableHead } from '../../ui/table';
import type { JobList } from './board-state';
import { type BoardSearch, boardUrl } from './board-url';
import { sortWords } from './filter-words';
import type { JobActions } from './job-menu';
import { JobTableRow, tableColumns } from './job-table-row';
import type { TableRowsProps } from './long-table-rows';
import { allKnown, type Selection, toggled } from './selection';
import { useIsLong } from './use-is-long';
import { useLoadAhead } from './use-load-ahead';

// Loaded where a table is long, and else not at all.
const LongTableRows = lazy(async () => ({ default: (await import('./long-table-rows')).LongTableRows }));

/** Up to how many jobs a table draws all of them: as many as come with the page. */
const SHORT = 50;

type JobTableProps = {
  list: JobList;
  /** How many jobs there are, loaded or not. */
  count: number;
  search: BoardSearch;
  actions: JobActions;
  onLoadMore: () => void;
  /** Which jobs are chosen; none can be where nothing can be done with them. */
  selection: Selection;
  onSelect: ((selection: Selection) => void) | undefined;
};

/**
 * Saved jobs, one per row, sorted by their headings.
 * It turns into a list of compact cards where it has less than 672 px, by its own width.
 */
export function JobTable({ list, count, search, actions, onLoadMore, selection, onSelect }: JobTableProps) {
  const { jobs, nextCursor } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = useIsLong(count, SHORT);
  const order = jobs.map(({ id }) => id);
  const chosen = jobs.filter(({ id }) => selection.all || selection.ids.has(id)).length;

  const rows: TableRowsProps = {
    list,
    onLoadMore,
    row: (job, index, ref) => (
      <JobTableRow
        key={job.id}
        ref={ref}
        index={index}
        job={job}
        actions={actions}
        isChosen={selection.all || selection.ids.has(job.id)}
        onChoose={onSelect ? (range) => onSelect(toggled(selection, job.id, { order, range })) : undefined}
      />
    ),
  };

  return (
    <div
      ref={scroller}
      className="@container relative max-h-[calc(100dvh-11rem)] min-h-60 overflow-auto rounded-lg border bg-surface"
    >
      <table
        aria-rowcount={count + 1}
        className="w-full @2xl:min-w-[104rem] border-separate border-spacing-0 @2xl:table-fixed text-left text-sm"
      >
        <caption className="sr-only">Saved jobs</caption>
        <thead className="@max-2xl:sr-only">
          <tr aria-rowindex={1}>
            {onSelect ? (
              <TableHead className={cn(headClasses, 'left-0 z-20! w-11 pr-0')}>
                <Checkbox
                  label={<span className="sr-only">Select all jobs that are shown</span>}
                  checked={jobs.length > 0 && chosen === jobs.length}
                  ref={(box) => {
                    if (box) box.indeterminate = chosen > 0 && chosen < jobs.length;
                  }}
                  onChange={(event) => onSelect(allKnown(order, event.target.checked))}
                />
              </TableHead>
            ) : null}
            {tableColumns.map(({ id, width }) => (
              <SortableHead
                key={id}
                search={search}
                sort={id}
                className={cn(
                  headClasses,
                  width,
                  id === 'title' && cn('z-20!', onSelect ? 'left-11' : 'left-0'),
                )}
              />
            ))}
            <TableHead className={cn(headClasses, 'w-24')}>
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </thead>
        {isLong ? (
          <Suspense>
            <LongTableRows {...rows} scroller={scroller} />
          </Suspense>
        ) : (
          <ShortTableRows {...rows} />
        )}
      </table>
      {nextCursor === null ? null : <Skeleton className="m-2 h-8" />}
    </div>
  );
}

const headClasses = 'sticky top-0 z-10 border-b bg-subtle';

/** The rows of a table that has few: all of them. */
function ShortTableRows({ list, onLoadMore, row }: TableRowsProps) {
  useLoadAhead(list.jobs.length - 1, list, onLoadMore);
  return <tbody>{list.jobs.map((job, index) => row(job, index))}</tbody>;
}

type SortableHeadProps = {
  search: BoardSearch;
  sort: BoardSearch['order']['sort'];
  className: string;
};

function SortableHead({ search, sort, className }: SortableHeadProps) {
  const { order } = search;
  const isSorted = order.sort === sort;
  const next = isSorted ? (order.order === 'asc' ? 'desc' : 'asc') : usualOrder(sort);
  const Icon = isSorted ? (order.order === 'asc' ? ArrowUp : ArrowDown) : ChevronsUpDown;
  return (
    <TableHead
      className={className}
      aria-sort={isSorted ? (order.order === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link
        href={boardUrl({ ...search, order: { sort, order: next } })}
        scroll={false}
        prefetch={false}
        className="group inline-flex items-center gap-1 rounded-sm hover:text-foreground"
      >
        {sortWords[sort]}
        <Icon
          aria-hidden="true"
          className={cn(
            'size-3.5',
            !isSorted && 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
          )}
        />
      </Link>
    </TableHead>
  );
}
