import { expect, test } from 'vitest';
import { boardFilter, boardUrl } from './board-url';

test.each([
  { filter: { status: undefined, q: '' }, url: '/jobs' },
  { filter: { status: 'applied' as const, q: '' }, url: '/jobs?status=applied' },
  { filter: { status: undefined, q: ' c++ & more ' }, url: '/jobs?q=c%2B%2B+%26+more' },
  { filter: { status: 'offer' as const, q: 'acme' }, url: '/jobs?status=offer&q=acme' },
])('given $filter, the address is $url', ({ filter, url }) => {
  expect(boardUrl(filter)).toBe(url);
});

test.each([
  { params: {}, filter: { status: undefined, q: '' } },
  { params: { status: 'applied', q: ' acme ' }, filter: { status: 'applied', q: 'acme' } },
  { params: { status: 'hired' }, filter: { status: undefined, q: '' } },
  { params: { status: ['offer', 'applied'], q: ['a', 'b'] }, filter: { status: 'offer', q: 'a' } },
  { params: { q: 'x'.repeat(900) }, filter: { status: undefined, q: 'x'.repeat(200) } },
])('given the parameters $params, that is the filter', ({ params, filter }) => {
  expect(boardFilter(params)).toEqual(filter);
});
