import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JobStatus, type JobSummary, jobStatuses } from '@/lib/jobs/schema';
import {
  afterEvent,
  type Board,
  type BoardChange,
  type Known,
  shownBoard,
  totalOf,
  withFirstPages,
  withJob,
} from './board-state';

const at = '2026-11-01T10:00:00.000Z';

describe('a change that was asked', () => {
  test('moves a card to the top of its column at once, with both counts', () => {
    const shown = shownBoard(asked(columns(), move({ a2: 'applied' })));
    expect(idsOf(shown)).toEqual({ saved: ['a1', 'a3'], applied: ['a2', 'b1'] });
    expect(shown.counts).toMatchObject({ saved: 2, applied: 2 });
    expect(shown.lists.applied?.jobs[0]).toMatchObject({
      status: 'applied',
      statusChangedAt: at,
      appliedAt: at,
    });
  });

  test('leaves no trace when it is refused', () => {
    const before = columns();
    const known = afterEvent(asked(before, move({ a2: 'applied', b1: 'saved' })), {
      kind: 'refused',
      key: 1,
    });
    expect(shownBoard(known)).toBe(before);
  });

  test('stays when it is agreed to', () => {
    const known = afterEvent(asked(columns(), move({ a2: 'applied' })), { kind: 'agreed', key: 1 });
    expect(known.pending).toEqual([]);
    expect(idsOf(shownBoard(known))).toEqual({ saved: ['a1', 'a3'], applied: ['a2', 'b1'] });
  });

  test('takes a card out of sight when its new status has no column', () => {
    const shown = shownBoard(asked(columns(), move({ a1: 'archived' })));
    expect(idsOf(shown)).toEqual({ saved: ['a2', 'a3'], applied: ['b1'] });
    expect(shown.counts).toMatchObject({ saved: 2, archived: 1 });
  });

  test('leaves a column alone that it has nothing to do with', () => {
    const before = columns();
    expect(shownBoard(asked(before, move({ a1: 'archived' }))).lists.applied).toBe(before.lists.applied);
  });

  test('keeps the place in a table, unless the status is not shown there', () => {
    const table = tableOf(['saved', 'applied']);
    expect(idsOf(shownBoard(asked(table, move({ a1: 'applied' }))))).toEqual({ table: ['a1', 'a2', 'b1'] });
    expect(idsOf(shownBoard(asked(table, move({ a1: 'offer' }))))).toEqual({ table: ['a2', 'b1'] });
  });

  test('to delete gives the places back', () => {
    const change: BoardChange = { kind: 'delete', ids: new Set(['a1', 'b1', 'unknown']) };
    const shown = shownBoard(asked(columns(), change));
    expect(idsOf(shown)).toEqual({ saved: ['a2', 'a3'], applied: [] });
    expect(shown.used).toBe(2);
    expect(shown.counts).toMatchObject({ saved: 2, applied: 0 });
  });

  test('is not made twice when the server tells of it first', () => {
    const waiting = asked(columns(), move({ a2: 'applied' }));
    const fresh = shownBoard(waiting);
    const known = afterEvent(waiting, { kind: 'fresh', board: fresh });
    expect(shownBoard(known)).toEqual(fresh);
    expect(shownBoard(afterEvent(known, { kind: 'agreed', key: 1 }))).toEqual(fresh);
  });
});

test('a page that overlaps with what has moved shows no job twice, and one of a former list is dropped', () => {
  const before = columns();
  const applied = { jobs: before.lists.applied?.jobs ?? [], nextCursor: 'after-b1' };
  const waiting: Known = { board: { ...before, lists: { ...before.lists, applied } }, pending: [] };
  const late = { kind: 'page', list: 'applied', page: { jobs: [], nextCursor: null }, after: 'x' } as const;
  expect(afterEvent(waiting, late)).toBe(waiting);
  const known = afterEvent(waiting, {
    kind: 'page',
    list: 'applied',
    after: 'after-b1',
    page: { jobs: [job('a1', 'applied'), job('b2', 'applied')], nextCursor: 'x' },
  });
  expect(idsOf(known.board)).toEqual({ saved: ['a1', 'a2', 'a3'], applied: ['b1', 'b2'] });
  expect(known.board.lists.applied?.nextCursor).toBe('x');
});

test('the first jobs anew keep what was loaded below them, once, and ask to be read as a whole later', () => {
  const more = columns();
  const first: Board = {
    ...more,
    version: '2',
    lists: {
      saved: { jobs: [job('a0', 'saved'), job('a1', 'saved')], nextCursor: 'after-a1' },
      applied: { jobs: [], nextCursor: null },
    },
  };
  const board = withFirstPages(more, first);
  expect(idsOf(board)).toEqual({ saved: ['a0', 'a1', 'a3'], applied: [] });
  expect(board.lists.saved?.nextCursor).toBeNull();
  expect(board.version).toBe('1');
  expect(withFirstPages({ ...more, lists: {} }, first)).toEqual(first);
});

test('a job that was edited is shown as it is now, in the column where it belongs', () => {
  const edited = { ...job('a2', 'applied'), title: 'Lead' };
  const board = withJob(columns(), edited);
  expect(board.lists.applied?.jobs[0]).toBe(edited);
  expect(board.counts).toMatchObject({ saved: 2, applied: 2 });
});

test('the total is that of the statuses shown', () => {
  expect(totalOf({ ...columns(), shown: ['applied'] })).toBe(1);
});

test('whatever is asked, agreed to and refused in whichever order: no job twice, and counts that agree with the lists', () => {
  const id = fc.constantFrom('a1', 'a2', 'a3', 'b1', 'unknown');
  const change = fc.oneof(
    fc
      .uniqueArray(fc.tuple(id, fc.constantFrom(...jobStatuses)), { selector: ([each]) => each })
      .map((pairs): BoardChange => ({ kind: 'statuses', statuses: new Map(pairs), at })),
    fc.uniqueArray(id, { maxLength: 1 }).map((ids): BoardChange => ({ kind: 'delete', ids: new Set(ids) })),
  );
  const step = fc.record({ change, answer: fc.constantFrom('agreed', 'refused'), later: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let known: Known = { board: columns(jobStatuses), pending: [] };
      const waiting: (() => void)[] = [];
      for (const [key, { change, answer, later }] of steps.entries()) {
        known = afterEvent(known, { kind: 'asked', key, change });
        const settle = () => {
          known = afterEvent(known, { kind: answer, key });
        };
        if (later) waiting.unshift(settle);
        else settle();
        agrees(shownBoard(known));
      }
      for (const settle of waiting) settle();
      expect(known.pending).toEqual([]);
      agrees(known.board);
    }),
  );
});

function agrees(board: Board): void {
  const all = Object.entries(board.lists).flatMap(([name, { jobs }]) =>
    jobs.map((each) => ({ ...each, name })),
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ status, name }) => status !== name)).toEqual([]);
  for (const status of jobStatuses)
    expect(board.counts[status]).toBe(all.filter((each) => each.status === status).length);
  expect(board.used).toBe(all.length);
}

function asked(board: Board, change: BoardChange): Known {
  return afterEvent({ board, pending: [] }, { kind: 'asked', key: 1, change });
}

function move(statuses: Record<string, JobStatus>): BoardChange {
  return { kind: 'statuses', statuses: new Map(Object.entries(statuses)), at };
}

function columns(shown: readonly JobStatus[] = ['saved', 'applied']): Board {
  const jobs = [job('a1', 'saved'), job('a2', 'saved'), job('a3', 'saved'), job('b1', 'applied')];
  const lists = Object.fromEntries(
    shown.map((status) => [
      status,
      { jobs: jobs.filter((each) => each.status === status), nextCursor: null },
    ]),
  );
  const counts = { saved: 3, applied: 1, interviewing: 0, offer: 0, rejected: 0, archived: 0 };
  return { lists, shown, counts, choices: { sources: [], currencies: [] }, version: '1', used: 4, limit: 10 };
}

function tableOf(shown: readonly JobStatus[]): Board {
  const jobs = [job('a1', 'saved'), job('a2', 'saved'), job('b1', 'applied')];
  return { ...columns(), lists: { table: { jobs, nextCursor: null } }, shown };
}

function idsOf(board: Board): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(board.lists).map(([name, list]) => [name, list.jobs.map(({ id }) => id)]),
  );
}

function job(id: string, status: JobStatus): JobSummary {
  const then = '2026-01-01T00:00:00.000Z';
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
    statusChangedAt: then,
    createdAt: then,
    updatedAt: then,
  };
}
