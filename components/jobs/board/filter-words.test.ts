import { expect, test } from 'vitest';
import { nothingFiltered } from './board-url';
import { filterChips, jobCount, movedWords, withoutFilters } from './filter-words';

test('each thing that leaves jobs out is a chip that can be taken away alone', () => {
  const filter = {
    status: ['offer', 'saved'] as const,
    workMode: ['onsite'] as const,
    source: ['linkedin', 'jobs.example'],
    salaryMin: 80_000,
    currency: 'EUR',
    savedFrom: '2026-01-01',
    savedTo: undefined,
    hasDeadline: true,
    q: 'engineer',
  };
  const chips = filterChips(filter);
  expect(chips.map(({ label }) => label)).toEqual([
    'Offer',
    'Saved',
    'On site',
    'LinkedIn',
    'jobs.example',
    'At least EUR 80,000 a year',
    'Saved since Jan 1, 2026',
    'With a deadline',
  ]);
  expect(chips[0]?.without).toEqual({ ...filter, status: ['saved'] });
  expect(chips[5]?.without).toEqual({ ...filter, salaryMin: undefined, currency: undefined });
  expect(chips[6]?.without).toEqual({ ...filter, savedFrom: undefined });
  expect(withoutFilters(filter)).toEqual({ ...nothingFiltered, q: 'engineer' });
});

test('nothing that is filtered is no chip', () => {
  expect(filterChips({ ...nothingFiltered, q: 'engineer' })).toEqual([]);
});

test('numbers come with their word', () => {
  expect([jobCount(1), jobCount(1_200)]).toEqual(['1 job', '1,200 jobs']);
  expect([movedWords(1, 'offer'), movedWords(2, 'archived')]).toEqual([
    'Moved to Offer',
    '2 jobs moved to Archived',
  ]);
});
