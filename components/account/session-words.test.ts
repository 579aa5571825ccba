import { expect, it } from 'vitest';
import { placeWords, seenWords } from './session-words';

it.each([
  [null, 'Unknown network'],
  ['loopback', 'This machine'],
  ['private', 'A private network'],
  ['203.0.113.x', 'Network 203.0.113.x'],
])('given the network %s, the place is %s', (network, words) => {
  expect(placeWords(network)).toBe(words);
});

it.each([
  ['2026-03-10T11:59:00Z', 'Seen just now'],
  ['2026-03-10T12:01:00Z', 'Seen just now'],
  ['2026-03-10T11:48:30Z', 'Seen 11 minutes ago'],
  ['2026-03-10T10:59:00Z', 'Seen 1 hour ago'],
  ['2026-03-09T11:00:00Z', 'Seen 1 day ago'],
  ['2026-02-25T12:00:00Z', 'Seen 13 days ago'],
  ['2026-01-25T12:00:00Z', 'Seen on Jan 25, 2026'],
])('given a session that was last seen at %s, says: %s', (lastSeenAt, words) => {
  expect(seenWords(lastSeenAt, new Date('2026-03-10T12:00:00Z'))).toBe(words);
});
