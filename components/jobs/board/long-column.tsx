'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import type { JobList } from './board-state';
import { JobCard } from './job-card';
import type { JobActions } from './job-menu';
import { useDrag } from './use-drag';
import { useLoadAhead } from './use-load-ahead';

type LongColumnProps = {
  list: JobList;
  /** How many jobs there are, loaded or not. */
  count: number;
  actions: JobActions;
  onLoadMore: () => void;
  /** What the cards scroll in. */
  scroller: RefObject<HTMLDivElement | null>;
};

/** The cards of a column that has many. Only those in view are there; more are loaded before the end is seen. */
export function LongColumn({ list, count, actions, onLoadMore, scroller }: LongColumnProps) {
  const { jobs } = list;
  const draggedIndex = useDrag(({ job }) => (job ? jobs.findIndex(({ id }) => id === job.id) : -1));
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
  useLoadAhead(items.at(-1)?.index ?? -1, list, onLoadMore);

  return (
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
  );
}
