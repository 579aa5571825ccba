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
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { JobSummary } from '@/lib/jobs/schema';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import { besideByKeyboard } from './drag-keyboard';
import type { DragCard, DropPlace } from './drag-store';
import { dragWords } from './drag-words';
import { DraggedCard } from './job-card';
import { DragContext } from './use-drag';

type DragEngineProps = {
  jobs: readonly JobSummary[];
  onDrop: (job: JobSummary, status: JobStatus) => void;
};

/**
 * Drags the cards of a board from column to column: by mouse, by a finger that rests on one, and by keyboard, and what happens is
 * read out. It stands beside the board and not around it, so that the board need not be made anew when it comes.
 */
export function DragEngine({ jobs, onDrop }: DragEngineProps) {
  const store = useContext(DragContext);
  const cards = useSyncExternalStore(store.cards.subscribe, store.cards.get);
  const places = useSyncExternalStore(store.places.subscribe, store.places.get);
  const { job: dragged } = useSyncExternalStore(store.drag.subscribe, store.drag.get);
  useEffect(() => store.beginHeld(), [store]);
  const sensors = useSensors(
    // A few pixels, so that a click stays one.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls.
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: besideByKeyboard }),
  );
  const jobOf = (id: string | number) => jobs.find((job) => job.id === id);
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
  const end = () => store.drag.set({ job: null, over: null });

  return (
    <DndContext
      id="jobs-board"
      sensors={sensors}
      collisionDetection={columnUnder}
      // How it is done is told by the board, which is there before this is.
      accessibility={{ announcements, screenReaderInstructions: { draggable: '' } }}
      onDragStart={({ active }) => store.drag.set({ job: jobOf(active.id) ?? null, over: null })}
      onDragOver={({ over }) => store.drag.set({ ...store.drag.get(), over: over ? String(over.id) : null })}
      onDragCancel={end}
      onDragEnd={({ active, over }) => {
        end();
        const [job, status] = [jobOf(active.id), statusOf(over)];
        if (job && status !== null && status !== job.status) onDrop(job, status);
      }}
    >
      {[...places.values()].map((place) => (
        <Place key={place.id} place={place} />
      ))}
      {[...cards.values()].map((card) => (
        <Card key={card.job.id} card={card} />
      ))}
      <DragOverlay dropAnimation={null}>{dragged ? <DraggedCard job={dragged} /> : null}</DragOverlay>
    </DndContext>
  );
}

function Place({ place: { id, kind, status, element } }: { place: DropPlace }) {
  const { setNodeRef } = useDroppable({ id, data: { kind, status } });
  useLayoutEffect(() => setNodeRef(element), [setNodeRef, element]);
  return null;
}

function Card({ card: { job, element, grip } }: { card: DragCard }) {
  const store = useContext(DragContext);
  const { setNodeRef, setActivatorNodeRef, listeners } = useDraggable({ id: job.id, data: { job } });
  useLayoutEffect(() => {
    setNodeRef(element);
    setActivatorNodeRef(grip);
  }, [setNodeRef, setActivatorNodeRef, element, grip]);
  const latest = useRef(listeners);
  useLayoutEffect(() => {
    latest.current = listeners;
  });
  useEffect(
    () => store.onPress(job.id, (press) => latest.current?.[listenerOf[press.type] ?? '']?.(press)),
    [store, job.id],
  );
  return null;
}

const listenerOf: Readonly<Record<string, string>> = {
  mousedown: 'onMouseDown',
  touchstart: 'onTouchStart',
  keydown: 'onKeyDown',
};

// Of what is not drawn at this width there is no rectangle, and nothing can be dropped there.
const columnUnder: CollisionDetection = (args) => {
  const drawn = args.droppableContainers.filter(({ id }) => (args.droppableRects.get(id)?.width ?? 0) > 0);
  const among = { ...args, droppableContainers: drawn };
  return args.pointerCoordinates ? pointerWithin(among) : closestCenter(among);
};

function statusOf(over: DragEndEvent['over']): JobStatus | null {
  return jobStatuses.find((status) => status === over?.data.current?.status) ?? null;
}
