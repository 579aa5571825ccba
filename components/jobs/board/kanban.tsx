'use client';

import {
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useState } from 'react';
import type { JobSummary } from '@/lib/jobs/schema';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import { type Board, knownJobs } from './board-state';
import { ColumnTabs } from './column-tabs';
import { besideByKeyboard } from './drag-keyboard';
import { dragInstructions, dragWords } from './drag-words';
import { DraggedCard } from './job-card';
import type { JobActions } from './job-menu';
import { columnId, KanbanColumn } from './kanban-column';

type KanbanProps = {
  board: Board;
  actions: JobActions;
  onLoadMore: (status: JobStatus) => void;
};

/**
 * The jobs by their status, one column each; on a phone one column at a time. A card is dragged from column to column by mouse,
 * by a finger that rests on it, and by keyboard, and what happens is read out.
 */
export function Kanban({ board, actions, onLoadMore }: KanbanProps) {
  const [dragged, setDragged] = useState<JobSummary | null>(null);
  const [chosen, setChosen] = useState<JobStatus | null>(null);
  const current = board.shown.find((status) => status === chosen) ?? board.shown[0] ?? 'saved';
  const sensors = useSensors(
    // A few pixels, so that a click stays one.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: besideByKeyboard }),
  );
  const jobOf = (id: string | number) => knownJobs(board).find((job) => job.id === id);

  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const job = jobOf(active.id);
    const status = statusOf(over);
    if (!job || status === null || status === job.status) return;
    // It will stand on top.
    document.getElementById(columnId(status))?.scrollTo({ top: 0 });
    actions.onMove?.(job, status);
  };
  const told = (id: string | number, words: (job: JobSummary) => string) => {
    const job = jobOf(id);
    return job ? words(job) : undefined;
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => told(active.id, dragWords.pickedUp),
    onDragOver: ({ active, over }) => told(active.id, (job) => dragWords.over(job, statusOf(over))),
    onDragEnd: ({ active, over }) => told(active.id, (job) => dragWords.dropped(job, statusOf(over))),
    onDragCancel: ({ active }) => told(active.id, dragWords.canceled),
  };

  return (
    <DndContext
      id="jobs-board"
      sensors={sensors}
      collisionDetection={columnUnder}
      accessibility={{ announcements, screenReaderInstructions: { draggable: dragInstructions } }}
      onDragStart={({ active }) => setDragged(jobOf(active.id) ?? null)}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
    >
      <ColumnTabs board={board} current={current} onChoose={setChosen} dragging={dragged !== null} />
      <div className="grid auto-cols-[minmax(13.5rem,1fr)] grid-flow-col gap-3 overflow-x-auto pb-1 max-md:grid-flow-row max-md:grid-cols-1">
        {board.shown.map((status) => (
          <KanbanColumn
            key={status}
            status={status}
            list={board.lists[status] ?? emptyList}
            count={board.counts[status]}
            actions={actions}
            onLoadMore={onLoadMore}
            dragged={dragged}
            isCurrent={status === current}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>{dragged ? <DraggedCard job={dragged} /> : null}</DragOverlay>
    </DndContext>
  );
}

const emptyList = { jobs: [], nextCursor: null };

// Of what is not drawn at this width there is no rectangle, and nothing can be dropped there.
const columnUnder: CollisionDetection = (args) => {
  const drawn = args.droppableContainers.filter(({ id }) => (args.droppableRects.get(id)?.width ?? 0) > 0);
  const among = { ...args, droppableContainers: drawn };
  return args.pointerCoordinates ? pointerWithin(among) : closestCenter(among);
};

function statusOf(over: DragEndEvent['over']): JobStatus | null {
  return jobStatuses.find((status) => status === over?.data.current?.status) ?? null;
}
