import type { SyntheticEvent } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDragStore } from './drag-store';

describe('a press on a card before drags can begin', () => {
  let page: EventTarget;
  beforeEach(() => {
    page = new EventTarget();
    vi.stubGlobal('document', page);
  });
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['mousedown', 'mouseup'],
    ['touchstart', 'touchend'],
    ['touchstart', 'touchcancel'],
    ['keydown', 'keydown'],
    ['keydown', 'mousedown'],
  ])('by %s begins one as soon as it can, unless %s came before', (type, end) => {
    for (const isOver of [false, true]) {
      const store = createDragStore();
      const begin = vi.fn();
      const press = pressOf(type);
      store.press('a', press);
      if (isOver) page.dispatchEvent(new Event(end));
      store.onPress('a', begin);
      store.beginHeld();
      expect(begin.mock.calls).toEqual(isOver ? [] : [[press]]);
      store.beginHeld();
      expect(begin).toHaveBeenCalledTimes(isOver ? 0 : 1);
    }
  });

  it('stays picked up by the keyboard when the key is let go', () => {
    const store = createDragStore();
    const begin = vi.fn();
    store.press('a', pressOf('keydown'));
    page.dispatchEvent(new Event('keyup'));
    store.onPress('a', begin);
    store.beginHeld();
    expect(begin).toHaveBeenCalledTimes(1);
  });

  it('begins no drag of another card', () => {
    const store = createDragStore();
    const begin = vi.fn();
    store.press('a', pressOf('mousedown'));
    store.onPress('b', begin);
    store.beginHeld();
    expect(begin).not.toHaveBeenCalled();
  });
});

describe('what can be dragged', () => {
  it('is told with each change, and what has gone is out of it unless it is there anew', () => {
    const store = createDragStore();
    const tell = vi.fn();
    store.cards.subscribe(tell);
    const card = (title: string) => ({ job: { id: 'a', title }, element: {}, grip: null }) as never;
    const removeFirst = store.addCard(card('Engineer'));
    const removeSecond = store.addCard(card('Designer'));
    removeFirst();
    expect([...store.cards.get().keys()]).toEqual(['a']);
    removeSecond();
    expect([...store.cards.get().keys()]).toEqual([]);
    expect(tell).toHaveBeenCalledTimes(3);
  });
});

function pressOf(type: string): SyntheticEvent {
  return { type } as SyntheticEvent;
}
