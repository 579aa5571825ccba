import { expect, it } from 'vitest';
import { exportQuery } from './export-query';

it.each([
  [{}, ''],
  [{ status: 'offer', q: 'c++ & more' }, '?status=offer&q=c%2B%2B+%26+more'],
  [{ status: ['offer', 'applied'], view: 'kanban' }, '?status=offer&status=applied'],
  [{ status: 'hired' }, ''],
  [{ ids: 'not-an-id' }, ''],
])('%j is asked of the API as %j', (query, search) => {
  expect(exportQuery(query).search).toBe(search);
});
