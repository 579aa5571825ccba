import { expect, test } from 'vitest';
import { allKnown, nothingSelected, type Selection, stillThere, toggled } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];

test('one after the other is chosen, and let go again', () => {
  let selection = click(nothingSelected, 'b');
  selection = click(selection, 'd');
  expect([...selection.ids]).toEqual(['b', 'd']);
  expect([...click(selection, 'b').ids]).toEqual(['d']);
});

test('a range goes from the last one touched, in both directions, and lets go as well', () => {
  expect(sorted(click(click(nothingSelected, 'b'), 'd', true))).toEqual(['b', 'c', 'd']);
  expect(sorted(click(click(nothingSelected, 'd'), 'b', true))).toEqual(['b', 'c', 'd']);
  const all = allKnown(order, true);
  expect(sorted(click(click(all, 'b'), 'd', true))).toEqual(['a', 'e']);
});

test('a range without a beginning is the one alone', () => {
  expect(sorted(click(nothingSelected, 'c', true))).toEqual(['c']);
  expect(sorted(click({ ...nothingSelected, anchor: 'gone' }, 'c', true))).toEqual(['c']);
});

test('of all that match, taking one away leaves those that are known', () => {
  const selection = click({ ids: new Set(), all: true, anchor: null }, 'c');
  expect(selection.all).toBe(false);
  expect(sorted(selection)).toEqual(['a', 'b', 'd', 'e']);
});

test('what is gone is not chosen any longer', () => {
  const selection = allKnown(order, true);
  expect(sorted(stillThere(selection, ['a', 'c']))).toEqual(['a', 'c']);
  expect(stillThere(selection, order)).toBe(selection);
  expect(allKnown(order, false)).toBe(nothingSelected);
});

function click(selection: Selection, id: string, range = false): Selection {
  return toggled(selection, id, { order, range });
}

function sorted({ ids }: Selection): string[] {
  return [...ids].sort();
}
