import { expect, it } from 'vitest';
import { agoWords } from './ago-words';

it.each([
  ['2026-11-26T11:59:40Z', 'Just now'],
  // A clock that is ahead of the server's.
  ['2026-11-26T12:05:00Z', 'Just now'],
  ['2026-11-26T11:59:00Z', '1 minute ago'],
  ['2026-11-26T11:01:00Z', '59 minutes ago'],
  ['2026-11-26T10:59:00Z', '1 hour ago'],
  ['2026-11-25T12:01:00Z', '23 hours ago'],
  ['2026-11-25T11:59:00Z', '1 day ago'],
  ['2026-11-16T11:59:00Z', '10 days ago'],
])('%s was “%s”', (iso, words) => {
  expect(agoWords(iso, new Date('2026-11-26T12:00:00Z'))).toBe(words);
});
