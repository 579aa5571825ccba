'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useRef } from 'react';
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
import { allKnown, type Selection, toggled } from './selection';
import { useLoadAhead } from './use-load-ahead';

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
 * Saved jobs, one per row, sorted by their headings. Only the rows in view are there; more are loaded before the end is seen.
 * It turns into a list of compact cards where it has less than 672 px, by its own width.
 */
export function JobTable({ list, count, search, actions, onLoadMore, selection, onSelect }: JobTableProps) {
  const { jobs, nextCursor } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => jobs[index]?.id ?? index,
    estimateSize: () => 49,
    overscan: 8,
    // For the server, which knows no window.
    initialRect: { width: 1000, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  useLoadAhead(items.at(-1)?.index ?? -1, list, onLoadMore);
  const order = jobs.map(({ id }) => id);
  const chosen = jobs.filter(({ id }) => selection.all || selection.ids.has(id)).length;

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
        <tbody>
          <Spacer height={before} />
          {items.map(({ index, key }) => {
            const job = jobs[index];
            return job ? (
              <JobTableRow
                key={key}
                ref={virtual.measureElement}
                index={index}
                job={job}
                actions={actions}
                isChosen={selection.all || selection.ids.has(job.id)}
                onChoose={
                  onSelect ? (range) => onSelect(toggled(selection, job.id, { order, range })) : undefined
                }
              />
            ) : null;
          })}
          <Spacer height={after} />
        </tbody>
      </table>
      {nextCursor === null ? null : <Skeleton className="m-2 h-8" />}
    </div>
  );
}

const headClasses = 'sticky top-0 z-10 border-b bg-subtle';

/** Stands for the rows that are not there, so that the bar shows where one is. */
function Spacer({ height }: { height: number }): ReactNode {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that has nothing in it cannot be focused
    <tr aria-hidden="true">
      <td style={{ height }} className="p-0" />
    </tr>
  );
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
