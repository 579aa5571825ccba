import { expect, test } from 'vitest';
import { nothingFiltered } from './board-url';
import { readFilterForm } from './filter-form';

test.each<[string, [string, string][], Partial<typeof nothingFiltered>]>([
  [
    'nothing',
    [
      ['salaryMin', ''],
      ['currency', ''],
    ],
    {},
  ],
  [
    'several of a kind',
    [
      ['status', 'offer'],
      ['status', 'saved'],
      ['workMode', 'remote'],
      ['source', 'linkedin'],
    ],
    { status: ['offer', 'saved'], workMode: ['remote'], source: ['linkedin'] },
  ],
  ['an amount alone', [['salaryMin', '80000']], { salaryMin: 80_000, currency: 'USD' }],
  ['a currency alone', [['currency', 'EUR']], { currency: 'EUR' }],
  [
    'days the wrong way round',
    [
      ['savedFrom', '2026-03-01'],
      ['savedTo', '2026-02-01'],
    ],
    { savedFrom: '2026-02-01', savedTo: '2026-03-01' },
  ],
  ['one day', [['savedTo', '2026-02-01']], { savedTo: '2026-02-01' }],
  ['no deadline', [['hasDeadline', 'false']], { hasDeadline: false }],
])('given %s, the form asks for that', (_, fields, filter) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  expect(readFilterForm(form)).toEqual({ ...nothingFiltered, ...filter });
});
