import { describe, expect, test } from 'vitest';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { type Board, totalOf, withChange, withFirstPage, withNextPage } from './board-state';

const counts = { saved: 2, applied: 1, interviewing: 0, offer: 0, rejected: 0, archived: 0 };

describe('withChange', () => {
  const board: Board = { jobs: [job('3'), job('2'), job('1', 'applied')], counts, used: 3 };

  test('given a status change, the job and both counts move, and the quota does not', () => {
    const after = withChange(board, { kind: 'status', id: '2', status: 'offer' });
    expect(after.jobs.map((each) => each.status)).toEqual(['saved', 'offer', 'applied']);
    expect(after.counts).toEqual({ ...counts, saved: 1, offer: 1 });
    expect(after.used).toBe(3);
  });

  test('given a change to the status that it has, the counts stay', () => {
    expect(withChange(board, { kind: 'status', id: '2', status: 'saved' }).counts).toEqual(counts);
  });

  test('given a deletion, the job is gone and its place is free', () => {
    const after = withChange(board, { kind: 'delete', id: '1' });
    expect(after.jobs.map((each) => each.id)).toEqual(['3', '2']);
    expect(after.counts).toEqual({ ...counts, applied: 0 });
    expect(after.used).toBe(2);
  });

  test('given an unknown id, nothing changes', () => {
    expect(withChange(board, { kind: 'delete', id: '9' })).toBe(board);
  });
});

describe('withFirstPage', () => {
  test('given a new job that pushes one off the first page, that one is kept and the list goes on from its end', () => {
    const known = { jobs: [job('4'), job('3'), job('2')], nextCursor: 'after-2' };
    const first = { jobs: [job('5'), job('4')], nextCursor: 'after-4' };
    const after = withFirstPage(known, first);
    expect(after.jobs.map((each) => each.id)).toEqual(['5', '4', '3', '2']);
    expect(after.nextCursor).toBe('after-2');
  });

  test('given a job that is gone from within the first page, it goes', () => {
    const known = { jobs: [job('4'), job('3'), job('1')], nextCursor: null };
    const after = withFirstPage(known, { jobs: [job('4'), job('2')], nextCursor: 'after-2' });
    expect(after.jobs.map((each) => each.id)).toEqual(['4', '2', '1']);
  });

  test('given a first page that is also the last, nothing else remains', () => {
    const known = { jobs: [job('2'), job('1')], nextCursor: null };
    expect(withFirstPage(known, { jobs: [job('2')], nextCursor: null }).jobs.map((each) => each.id)).toEqual([
      '2',
    ]);
  });

  test('given nothing known below the first page, its cursor counts', () => {
    const first = { jobs: [job('2')], nextCursor: 'after-2' };
    expect(withFirstPage({ jobs: [], nextCursor: null }, first)).toBe(first);
  });
});

test('given a next page that overlaps, no job is shown twice', () => {
  const after = withNextPage(
    { jobs: [job('3'), job('2')], nextCursor: 'after-2' },
    { jobs: [job('2'), job('1')], nextCursor: null },
  );
  expect(after.jobs.map((each) => each.id)).toEqual(['3', '2', '1']);
  expect(after.nextCursor).toBeNull();
});

test('the total is the sum over all statuses', () => {
  expect(totalOf(counts)).toBe(3);
});

function job(id: string, status: JobStatus = 'saved'): JobSummary {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    id,
    title: `Job ${id}`,
    company: 'Acme',
    location: null,
    url: null,
    workMode: null,
    salary: null,
    salaryText: null,
    source: null,
    closesOn: null,
    notes: null,
    status,
    appliedAt: null,
    statusChangedAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
