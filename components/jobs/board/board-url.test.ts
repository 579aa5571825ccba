import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobSorts, sortOrders } from '@/lib/jobs/job-filter';
import { jobStatuses, workModes } from '@/lib/jobs/schema';
import { boardQuery, boardUrl, changedSearch, isBare, isFiltered, nothingFiltered } from './board-url';
import { readBoardSearch } from './read-board-search';

const board = { view: 'board', filter: nothingFiltered, order: { sort: 'moved', order: 'desc' } } as const;

test.each([
  [board, '/jobs?view=board'],
  [{ ...board, view: 'table' as const }, '/jobs?view=table&sort=moved'],
  [{ ...board, order: { sort: 'company', order: 'asc' } as const }, '/jobs?view=board&sort=company'],
  [
    { ...board, order: { sort: 'company', order: 'desc' } as const },
    '/jobs?view=board&sort=company&order=desc',
  ],
  [
    changedSearch(board, { filter: { ...nothingFiltered, status: ['offer', 'applied'], q: ' c++ & more ' } }),
    '/jobs?view=board&status=applied&status=offer&q=c%2B%2B+%26+more',
  ],
])('given %o, the address is %s', (search, url) => {
  expect(boardUrl(search)).toBe(url);
});

test('whatever is searched comes back from its address', () => {
  const day = fc.constantFrom('2026-01-01', '2026-02-28', undefined);
  const filter = fc.record({
    status: fc.subarray([...jobStatuses]),
    workMode: fc.subarray([...workModes]),
    source: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 3 }),
    currency: fc.constantFrom('EUR', 'JPY'),
    salaryMin: fc.option(fc.nat(1_000_000), { nil: undefined }),
    savedFrom: day,
    savedTo: day,
    hasDeadline: fc.constantFrom(true, false, undefined),
    q: fc.string().map((text) => text.trim()),
  });
  const order = fc.record({ sort: fc.constantFrom(...jobSorts), order: fc.constantFrom(...sortOrders) });
  fc.assert(
    fc.property(fc.record({ view: fc.constantFrom('board', 'table'), filter, order }), (search) => {
      // Without a text nothing fits better than anything else, and no page of ours says so.
      fc.pre(search.filter.q !== '' || search.order.sort !== 'relevance');
      const params: Record<string, string[]> = {};
      for (const [name, value] of new URLSearchParams(boardQuery(search)))
        params[name] = [...(params[name] ?? []), value];
      expect(readBoardSearch(params, 'board')).toEqual(search);
    }),
  );
});

test('an order that is as usual stays so when the view or the text is another, and one that was chosen stays', () => {
  const searched = changedSearch(board, { filter: { ...nothingFiltered, q: 'engineer' } });
  expect(searched.order).toEqual({ sort: 'relevance', order: 'desc' });
  expect(changedSearch(searched, { filter: nothingFiltered })).toEqual(board);
  expect(changedSearch(board, { view: 'table' }).order.sort).toBe('saved');
  const chosen = changedSearch(board, { order: { sort: 'title', order: 'asc' } });
  expect(changedSearch(chosen, { view: 'table', filter: searched.filter }).order.sort).toBe('title');
  const turned = changedSearch(searched, { order: { sort: 'relevance', order: 'asc' } });
  expect(changedSearch(turned, { filter: nothingFiltered })).toEqual(board);
});

test.each([
  [{}, {}],
  [{ status: 'hired', workMode: 'moon', hasDeadline: 'perhaps', savedFrom: '31.12.2026' }, {}],
  [{ salaryMin: '50000' }, {}],
  [{ salaryMin: '-1', currency: 'EUR' }, { currency: 'EUR' }],
  [{ status: ['applied', 'hired', 'applied'] }, { status: ['applied'] }],
  [{ sort: 'relevance' }, {}],
])('given %o, what does not make sense is left out', (params, filter) => {
  expect(readBoardSearch(params, 'table')).toEqual({
    view: 'table',
    filter: { ...nothingFiltered, ...filter },
    order: { sort: 'saved', order: 'desc' },
  });
});

test('a text is the first one, cut, and what fits it best comes first', () => {
  expect(readBoardSearch({ q: ['x'.repeat(900), 'b'] }, 'table')).toEqual({
    view: 'table',
    filter: { ...nothingFiltered, q: 'x'.repeat(200) },
    order: { sort: 'relevance', order: 'desc' },
  });
});

test('an address without anything is the way in', () => {
  expect(isBare({})).toBe(true);
  expect(isBare({ utm_source: 'mail' })).toBe(true);
  expect(isBare({ q: '' })).toBe(true);
  expect(isBare({ view: 'table' })).toBe(false);
  expect(isBare({ hasDeadline: 'true' })).toBe(false);
});

test('a view and an order leave no job out', () => {
  expect(isFiltered(readBoardSearch({ view: 'table', sort: 'title' }, 'board').filter)).toBe(false);
  expect(isFiltered(readBoardSearch({ hasDeadline: 'false' }, 'board').filter)).toBe(true);
});
