import { expect, it } from 'vitest';
import type { JobImport } from '@/lib/jobs/csv/import/schema';
import { fitWords, jobsWords, progressWords, rowNotes } from './import-words';

const at: JobImport = {
  id: '019a0000-0000-7000-8000-000000000000',
  state: 'running',
  fileName: null,
  total: 1_200,
  saved: 800,
  skipped: 10,
  failed: 0,
  stopReason: null,
  createdAt: '2026-11-26T12:00:00.000Z',
  finishedAt: null,
};

it.each([
  [{ state: 'waiting' }, 'It begins in a moment.'],
  [{}, '810 of 1,200 rows done'],
  [{ state: 'done', total: 1, saved: 1, skipped: 0 }, '1 job saved.'],
  [{ state: 'done', saved: 1_100, skipped: 90, failed: 10 }, '1,100 jobs saved, 90 skipped, 10 not saved.'],
  [{ state: 'canceled' }, '800 jobs saved, 10 skipped, 390 not begun.'],
] as const)('%j is told as %j', (part, words) => {
  expect(progressWords({ ...at, ...part })).toBe(words);
});

it('says what fits', () => {
  expect(fitWords(11, 40)).toBe('11 of 40 fit your plan');
  expect(fitWords(0, 40)).toBe('Your plan has no room for more jobs');
  expect(jobsWords(1)).toBe('1 job');
});

it('says of each row what becomes of it', () => {
  const preview = {
    total: 9,
    invalid: [{ row: 4, problems: ['It has no company.', 'The link is no web address.'] }],
    duplicates: [
      { row: 5, jobId: at.id, sameAs: null },
      { row: 6, jobId: null, sameAs: 2 },
    ],
    room: null,
  };
  expect([...rowNotes(preview, 'skip')]).toEqual([
    [5, { kind: 'duplicate', words: 'It is saved already. It is skipped.' }],
    [6, { kind: 'duplicate', words: 'It is the same as row 2. It is skipped.' }],
    [4, { kind: 'invalid', words: 'It has no company. The link is no web address.' }],
  ]);
  expect(rowNotes(preview, 'save').get(5)?.words).toBe('It is saved already.');
});
