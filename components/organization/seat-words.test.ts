import { expect, test } from 'vitest';
import { areSeatsFull, seatWords } from './seat-words';

test.each([
  [{ used: 1, held: 0, limit: 3 }, '1 of 3 seats taken', false],
  [{ used: 2, held: 1, limit: 3 }, '3 of 3 seats taken, 1 of them by an open invitation', true],
  [{ used: 5, held: 2, limit: 3 }, '7 of 3 seats taken, 2 of them by open invitations', true],
  [{ used: 1, held: 0, limit: 1 }, '1 of 1 seat taken', true],
  [{ used: 1200, held: 0, limit: null }, '1,200 seats taken, no limit', false],
])('given %o it says %s', (seats, words, full) => {
  expect(seatWords(seats)).toBe(words);
  expect(areSeatsFull(seats)).toBe(full);
});
