import { expect, it } from 'vitest';
import { leftWords } from './recovery-words';

it.each([
  [10, '10 recovery codes left', null],
  [4, '4 recovery codes left', null],
  [3, '3 recovery codes left', /running out/],
  [1, '1 recovery code left', /running out/],
  [0, '0 recovery codes left', /no recovery codes/],
])('given %i codes, says how many and warns when there are few', (count, left, warning) => {
  const words = leftWords(count);
  expect(words.left).toBe(left);
  if (warning) expect(words.warning).toMatch(warning);
  else expect(words.warning).toBeNull();
});
