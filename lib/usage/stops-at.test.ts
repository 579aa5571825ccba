import { expect, it } from 'vitest';
import { stopsAt } from './stops-at';

it.each([
  ['hard', 10, 10],
  ['hard', null, null],
  ['soft', 100, 120],
  ['soft', 9, 10],
  ['soft', 4, 4],
  ['soft', 0, 0],
  ['soft', null, null],
  ['overage', 25, null],
] as const)('a %s limit of %s stops at %s', (cap, limit, most) => {
  expect(stopsAt({ cap, limit })).toBe(most);
});
