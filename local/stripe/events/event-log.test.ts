import { expect, it } from 'vitest';
import { previousAttributes } from './event-log';

it('previousAttributes holds the old values of what changed, group by group', () => {
  const before = { a: 1, metadata: { x: 'old', y: 'same' }, list: [1], same: true };
  const after = { a: 2, metadata: { x: 'new', y: 'same', z: 'added' }, list: [1, 2], same: true };
  expect(previousAttributes(before, after)).toEqual({ a: 1, metadata: { x: 'old', z: null }, list: [1] });
});
