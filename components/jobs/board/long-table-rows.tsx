'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, Ref, RefObject } from 'react';
import type { JobSummary } from '@/lib/jobs/schema';
import type { JobList } from './board-state';
import { useLoadAhead } from './use-load-ahead';

/** What the rows of a table of jobs are made of. */
export type TableRowsProps = {
  list: JobList;
  onLoadMore: () => void;
  row: (job: JobSummary, index: number, ref?: Ref<HTMLTableRowElement>) => ReactNode;
};

type LongTableRowsProps = TableRowsProps & {
  /** What the rows scroll in. */
  scroller: RefObject<HTMLDivElement | null>;
};

/** The rows of a table that has many. Only those in view are there; more are loaded before the end is seen. */
export function LongTableRows({ list, onLoadMore, row, scroller }: LongTableRowsProps) {
  const { jobs } = list;
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
  return (
    <tbody>
      <Spacer height={before} />
      {items.map(({ index }) => {
        const job = jobs[index];
        return job ? row(job, index, virtual.measureElement) : null;
      })}
      <Spacer height={after} />
    </tbody>
  );
}

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
