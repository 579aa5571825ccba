import { expect, it } from 'vitest';
import { movedMark } from './moved-mark';

it('goes round', () => {
  expect([movedMark(0, 3, 'ArrowDown'), movedMark(2, 3, 'ArrowDown'), movedMark(0, 3, 'ArrowUp')]).toEqual([
    1, 0, 2,
  ]);
  expect([movedMark(0, 3, 'PageDown'), movedMark(2, 9, 'PageUp'), movedMark(0, 9, 'PageDown')]).toEqual([
    2, 0, 5,
  ]);
});

it('stays for other keys, and where there is nothing', () => {
  expect([movedMark(0, 3, 'a'), movedMark(0, 0, 'ArrowDown')]).toEqual([null, null]);
});
