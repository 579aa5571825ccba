import { expect, it } from 'vitest';
import { waitWords } from './wait-words';

it.each([
  [0, 'in a second'],
  [1, 'in a second'],
  [1.2, 'in 2 seconds'],
  [59, 'in 59 seconds'],
  [60, 'in a minute'],
  [61, 'in 2 minutes'],
  [3_540, 'in 59 minutes'],
  [3_541, 'in an hour'],
  [3_600, 'in an hour'],
  [3_601, 'in 2 hours'],
])('%s seconds are %j', (seconds, words) => {
  expect(waitWords(seconds)).toBe(words);
});
