import {
  createContext,
  type SyntheticEvent,
  useContext,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { createDragStore, type Drag, type DropPlace } from './drag-store';

/** Where the cards and columns of one board meet. */
export const DragContext = createContext(createDragStore());

/** The id of the words that tell how a card is moved by keyboard. */
export const DRAG_HELP_ID = 'how-to-move-a-job';

/** What is being dragged, for what looks different meanwhile. */
export function useDrag<Value>(choose: (drag: Drag) => Value): Value {
  const { drag } = useContext(DragContext);
  const chosen = () => choose(drag.get());
  return useSyncExternalStore(drag.subscribe, chosen, chosen);
}

/** Makes a card one that can be dragged, where that is allowed. */
export function useDragCard(job: JobSummary, mayDrag: boolean) {
  const store = useContext(DragContext);
  const card = useRef<HTMLElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (mayDrag && card.current) return store.addCard({ job, element: card.current, grip: grip.current });
  }, [store, job, mayDrag]);
  const isDragging = useDrag(({ job: dragged }) => dragged?.id === job.id);
  const press = (event: SyntheticEvent) => store.press(job.id, event);
  return {
    card,
    grip,
    isDragging,
    byPointer: mayDrag ? { onMouseDown: press, onTouchStart: press } : {},
    byKeyboard: { onKeyDown: press },
  };
}

/** Makes something a place where a card can be dropped. */
export function useDropPlace<Element extends HTMLElement>(kind: DropPlace['kind'], status: JobStatus) {
  const store = useContext(DragContext);
  const ref = useRef<Element>(null);
  const id = `${kind}-${status}`;
  useLayoutEffect(() => {
    if (ref.current) return store.addPlace({ id, kind, status, element: ref.current });
  }, [store, id, kind, status]);
  return { ref, isOver: useDrag(({ over }) => over === id) };
}
