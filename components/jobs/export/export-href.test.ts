import { expect, it } from 'vitest';
import { exportHref } from './export-href';
import { exportQuery } from './export-query';

const id = (index: number) => `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;

it('leads to the chosen jobs, as the page reads them', () => {
  const href = exportHref({ ids: new Set([id(1), id(2)]), filter: null }) ?? '';
  const query = Object.fromEntries(new URL(href, 'https://x.example').searchParams);
  expect(exportQuery(query).wanted).toMatchObject({ ids: [id(1), id(2)] });
});

it('leads to all that match, as the page reads them', () => {
  const filter = { status: ['offer', 'applied'] as const, q: 'c++ & more', workMode: [], hasDeadline: true };
  expect(exportHref({ ids: new Set(), filter })).toBe(
    '/jobs/export?status=offer&status=applied&q=c%2B%2B+%26+more&hasDeadline=true',
  );
});

it('leads nowhere for more than an address can say', () => {
  const ids = new Set(Array.from({ length: 201 }, (_, index) => id(index)));
  expect(exportHref({ ids, filter: null })).toBeNull();
});
