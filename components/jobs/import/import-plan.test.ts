import { describe, expect, it } from 'vitest';
import {
  ambiguousDate,
  dateOrderIn,
  expectedOf,
  guessPlan,
  missingFields,
  plannedRows,
  samplesOf,
  statusWords,
  withColumn,
} from './import-plan';

const table = {
  headings: ['Title', 'Company', 'Stage', 'Date applied'],
  rows: [
    { row: 2, cells: ['Engineer', 'Acme', 'Applied', '3/4/2026'] },
    { row: 3, cells: ['Designer', 'Acme', 'Vibing', '5/6/2026'] },
    { row: 4, cells: ['Analyst', 'Birch', 'Vibing'] },
  ],
};
const plan = guessPlan(table);

describe('a plan', () => {
  it('begins with what is guessed', () => {
    expect(plan.columns).toEqual(['title', 'company', 'status', 'appliedOn']);
    expect(missingFields(plan)).toEqual([]);
  });

  it('takes a field from the column that had it', () => {
    const changed = withColumn(plan, 1, 'title');
    expect(changed.columns).toEqual([null, 'title', 'status', 'appliedOn']);
    expect(missingFields(changed)).toEqual(['company']);
    expect(withColumn(plan, 2, null).columns).toEqual(['title', 'company', null, 'appliedOn']);
  });

  it('tells the words for the status, and which of them mean nothing to us', () => {
    expect(statusWords(table, plan)).toEqual([
      { word: 'Vibing', count: 2, status: null },
      { word: 'Applied', count: 1, status: 'applied' },
    ]);
    expect(statusWords(table, withColumn(plan, 2, null))).toEqual([]);
  });

  it('has the rows say what the person has chosen for a word', () => {
    const chosen = { ...plan, statuses: { Vibing: 'interviewing' } as const };
    expect(statusWords(table, chosen)[0]?.status).toBe('interviewing');
    expect(plannedRows(table, chosen).map(({ row, status }) => [row, status])).toEqual([
      [2, 'Applied'],
      [3, 'interviewing'],
      [4, 'interviewing'],
    ]);
  });

  it('asks about dates only where nothing tells, and goes by the answer', () => {
    expect(ambiguousDate(table, plan)).toBe('3/4/2026');
    expect(dateOrderIn(table, plan)).toBe('dmy');
    expect(dateOrderIn(table, { ...plan, dateOrder: 'mdy' })).toBe('mdy');
    const told = { ...table, rows: [...table.rows, { row: 5, cells: ['A', 'B', '', '4/25/2026'] }] };
    expect(ambiguousDate(told, plan)).toBeNull();
    expect(dateOrderIn(told, plan)).toBe('mdy');
    expect(ambiguousDate(table, withColumn(plan, 3, null))).toBeNull();
  });

  it('has samples of a column, each once', () => {
    expect(samplesOf(table, 1)).toEqual(['Acme', 'Birch']);
    expect(samplesOf(table, 3)).toEqual(['3/4/2026', '5/6/2026']);
  });
});

describe('what is expected', () => {
  const preview = {
    total: 40,
    invalid: [{ row: 3, problems: ['It has no company.'] }],
    duplicates: [{ row: 4, jobId: null, sameAs: 2 }],
    room: 11,
  };

  it('is as many as fit, with or without what is there already', () => {
    expect(expectedOf(preview, 'skip')).toEqual({ wanted: 38, fit: 11 });
    expect(expectedOf(preview, 'save')).toEqual({ wanted: 39, fit: 11 });
    expect(expectedOf({ ...preview, room: null }, 'skip')).toEqual({ wanted: 38, fit: 38 });
  });
});
