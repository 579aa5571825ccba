import { expect, it } from 'vitest';
import { amountOf, formatAmount, limitWords } from './metric-words';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [999_960, '1 MB'],
  [1_250_000_000, '1.3 GB'],
  [100_000_000_000, '100 GB'],
  [1_000_000_000_000, '1 TB'],
  [-2_000_000, '−2 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatAmount('storage_bytes', bytes)).toBe(words);
});

it('counts in words that fit the number', () => {
  expect(amountOf('search_queries', 1)).toBe('1 search query');
  expect(amountOf('runs', 1200)).toBe('1,200 runs');
  expect(amountOf('storage_bytes', 5e9)).toBe('5 GB of storage');
});

it('says what a limit gives', () => {
  expect(limitWords('saved_jobs', 1)).toBe('1 saved job');
  expect(limitWords('seats', null)).toBe('Unlimited seats');
  expect(limitWords('storage_bytes', null)).toBe('Unlimited storage');
});
