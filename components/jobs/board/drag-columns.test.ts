import { expect, test } from 'vitest';
import { columnBeside } from './drag-columns';
import { dragWords } from './drag-words';

const box = (left: number, width = 200) => ({ left, top: 0, width, height: 400 });
const columns = [
  { status: 'applied' as const, box: box(220) },
  { status: 'saved' as const, box: box(0) },
  { status: 'offer' as const, box: box(0, 0) },
  { status: 'rejected' as const, box: box(440) },
];

test.each([
  ['saved', 1, 'applied'],
  ['applied', 1, 'rejected'],
  ['rejected', 1, 'rejected'],
  ['applied', -1, 'saved'],
  ['saved', -1, 'saved'],
] as const)('beside %s by %i stands %s; what is not drawn is no neighbour', (from, step, beside) => {
  expect(columnBeside(columns, from, step)?.status).toBe(beside);
});

test('a dragged job is told by its name and its column', () => {
  const job = { title: 'Designer', company: 'Acme', status: 'saved' } as const;
  expect(dragWords.pickedUp(job)).toBe('Picked up Designer at Acme. It is in Saved.');
  expect(dragWords.over(job, 'offer')).toBe('Designer at Acme is over Offer.');
  expect(dragWords.over(job, null)).toBe('Designer at Acme is over no column.');
  expect(dragWords.dropped(job, 'offer')).toBe('Designer at Acme was moved to Offer.');
  expect(dragWords.dropped(job, 'saved')).toBe('Designer at Acme stays in Saved.');
});
