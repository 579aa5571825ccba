import { expect, test } from 'vitest';
import { momentWords, spanWords } from './moment-words';

const plain = (words: string) => words.replace(/\s/g, ' ');

test('a moment is told as the clock of the zone has it', () => {
  expect(plain(momentWords('2030-05-04T09:00:00Z', 'Europe/Oslo'))).toBe('Sat, May 4, 2030, 11:00 AM');
  expect(plain(momentWords('2030-05-04T02:00:00Z', 'America/New_York'))).toBe('Fri, May 3, 2030, 10:00 PM');
});

test('a span names its day once, and two where it goes over midnight', () => {
  expect(plain(spanWords('2030-05-04T09:00:00Z', '2030-05-04T10:30:00Z', 'UTC'))).toBe(
    'Sat, May 4, 2030, 9:00 AM – 10:30 AM',
  );
  expect(plain(spanWords('2030-05-04T23:00:00Z', '2030-05-05T01:00:00Z', 'UTC'))).toBe(
    'Sat, May 4, 2030, 11:00 PM – Sun, May 5, 2030, 1:00 AM',
  );
});
