import type { SyntheticEvent } from 'react';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';

/** A card that can be dragged: by any place of it, or by its grip from the keyboard. */
export type DragCard = { job: JobSummary; element: HTMLElement; grip: HTMLElement | null };

/** Where a card can be dropped. */
export type DropPlace = { id: string; kind: 'column' | 'tab'; status: JobStatus; element: HTMLElement };

/** What is under way: the job in hand, and the place that it is over. */
export type Drag = { job: JobSummary | null; over: string | null };

/** Has a press begin a drag. */
type Begin = (press: SyntheticEvent) => void;

const nothing: Drag = { job: null, over: null };

/**
 * What the cards and columns of a board tell of themselves, and what they are told of a drag, so that they need not know what
 * drags them. That is fetched only once somebody is there (drag-engine.tsx), and a press that comes before it is kept
 * as long as it lasts.
 */
export function createDragStore() {
  const cards = signalled<ReadonlyMap<string, DragCard>>(new Map());
  const places = signalled<ReadonlyMap<string, DropPlace>>(new Map());
  const drag = signalled<Drag>(nothing);
  const begins = new Map<string, Begin>();
  let held: { id: string; press: SyntheticEvent } | null = null;

  return {
    cards,
    places,
    drag,
    addCard: (card: DragCard) => added(cards, card.job.id, card),
    addPlace: (place: DropPlace) => added(places, place.id, place),
    /** Has presses of a card begin its drag from now on. @returns what ends that */
    onPress: (id: string, begin: Begin) => {
      begins.set(id, begin);
      return () => {
        if (begins.get(id) === begin) begins.delete(id);
      };
    },
    press: (id: string, press: SyntheticEvent) => {
      const begin = begins.get(id);
      if (begin) begin(press);
      else {
        held = { id, press };
        for (const end of endsOf[press.type] ?? [])
          document.addEventListener(end, forget, { once: true, capture: true });
      }
    },
    /** Begins the drag of the card that is being pressed since before drags could begin. */
    beginHeld: () => {
      if (held) begins.get(held.id)?.(held.press);
      held = null;
    },
  };

  function forget(): void {
    held = null;
  }
}

// A card is held by a button or a finger that is down; the keyboard has picked it up with one stroke.
const endsOf: Readonly<Record<string, readonly string[]>> = {
  mousedown: ['mouseup'],
  touchstart: ['touchend', 'touchcancel'],
  keydown: ['keydown', 'mousedown', 'touchstart'],
};

/** A value that tells when it is another. */
type Signalled<Value> = {
  get: () => Value;
  set: (value: Value) => void;
  subscribe: (tell: () => void) => () => void;
};

function signalled<Value>(first: Value): Signalled<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const tell of listeners) tell();
    },
    subscribe: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

function added<Item>(all: Signalled<ReadonlyMap<string, Item>>, id: string, item: Item): () => void {
  all.set(new Map(all.get()).set(id, item));
  return () => {
    if (all.get().get(id) !== item) return;
    const rest = new Map(all.get());
    rest.delete(id);
    all.set(rest);
  };
}
