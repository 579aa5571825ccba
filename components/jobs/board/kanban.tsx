'use client';

import { useState } from 'react';
import type { JobStatus } from '@/lib/jobs/statuses';
import { lazyPart, useLazyPart } from '../../ui/lazy-part';
import { type Board, knownJobs } from './board-state';
import { ColumnTabs } from './column-tabs';
import { createDragStore } from './drag-store';
import { dragInstructions } from './drag-words';
import type { JobActions } from './job-menu';
import { columnId, KanbanColumn } from './kanban-column';
import { DRAG_HELP_ID, DragContext } from './use-drag';

const dragEngine = lazyPart(async () => (await import('./drag-engine')).DragEngine);

type KanbanProps = {
  board: Board;
  actions: JobActions;
  onLoadMore: (status: JobStatus) => void;
};

/** The jobs by their status, one column each; on a phone one column at a time. A card is dragged from column to column. */
export function Kanban({ board, actions, onLoadMore }: KanbanProps) {
  const [chosen, setChosen] = useState<JobStatus | null>(null);
  const [store] = useState(createDragStore);
  const DragEngine = useLazyPart(dragEngine);
  const current = board.shown.find((status) => status === chosen) ?? board.shown[0] ?? 'saved';
  const { onMove } = actions;

  return (
    <DragContext value={store}>
      <ColumnTabs board={board} current={current} onChoose={setChosen} />
      <div className="grid auto-cols-[minmax(13.5rem,1fr)] grid-flow-col gap-3 overflow-x-auto pb-1 max-md:grid-flow-row max-md:grid-cols-1">
        {board.shown.map((status) => (
          <KanbanColumn
            key={status}
            status={status}
            list={board.lists[status] ?? emptyList}
            count={board.counts[status]}
            actions={actions}
            onLoadMore={onLoadMore}
            isCurrent={status === current}
          />
        ))}
      </div>
      <p id={DRAG_HELP_ID} hidden>
        {dragInstructions}
      </p>
      {DragEngine && onMove ? (
        <DragEngine
          jobs={knownJobs(board)}
          onDrop={(job, status) => {
            // It will stand on top.
            document.getElementById(columnId(status))?.scrollTo({ top: 0 });
            onMove(job, status);
          }}
        />
      ) : null}
    </DragContext>
  );
}

const emptyList = { jobs: [], nextCursor: null };
