import { expect, it } from 'vitest';
import { visitWords } from './support-visit-words';

const visit = {
  id: 'a',
  startedAt: '2026-11-26T10:02:09.000Z',
  endsAt: '2026-11-26T10:14:59.000Z',
  isGoingOn: false,
  mayWrite: false,
};

it.each([
  [visit, 'Nov 26, 2026, 10:02 to 10:14 UTC · could only look'],
  [{ ...visit, mayWrite: true }, 'Nov 26, 2026, 10:02 to 10:14 UTC · could change things'],
  [{ ...visit, isGoingOn: true }, 'There now, until 10:14 UTC at the latest · can only look'],
  [
    { ...visit, isGoingOn: true, mayWrite: true },
    'There now, until 10:14 UTC at the latest · can change things',
  ],
])('%j is told as “%s”', (given, words) => {
  expect(visitWords(given)).toBe(words);
});
