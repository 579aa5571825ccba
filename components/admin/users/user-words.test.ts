import { expect, it } from 'vitest';
import { countWords, filterChips } from './user-words';

it('what is filtered is told part by part, and each part can be taken away alone', () => {
  const filter = {
    q: 'nora',
    status: 'suspended',
    plan: 'pro',
    verified: false,
    pastDue: true,
    createdFrom: '2025-01-01',
    createdTo: '2025-01-31',
    seenTo: '2025-02-01',
  } as const;
  const chips = filterChips(filter);
  expect(chips.map(({ label }) => label)).toEqual([
    'Status: Suspended',
    'Plan: Pro',
    'Email not confirmed',
    'Payment past due',
    'Signed up 2025-01-01 to 2025-01-31',
    'Last seen until 2025-02-01',
  ]);
  const { createdFrom: _from, createdTo: _to, ...rest } = filter;
  expect(chips[4]?.without).toEqual(rest);
  expect(filterChips({ q: 'nora' })).toEqual([]);
  expect(filterChips({ createdFrom: '2025-01-01', createdTo: '2025-01-01' })[0]?.label).toBe(
    'Signed up on 2025-01-01',
  );
});

it('a count says whether it is exact', () => {
  expect(countWords({ count: 1, exact: true })).toBe('1 person');
  expect(countWords({ count: 0, exact: true })).toBe('0 people');
  expect(countWords({ count: 98_000, exact: false })).toBe('About 98,000 people');
});
