'use client';

import { useEffect, useRef, useState } from 'react';
import {
  deleteJobsAction,
  moreJobsAction,
  moveJobsAction,
  refreshBoardAction,
  takeBackMoveAction,
} from '@/app/(app)/jobs/actions';
import type { BulkSelection, DoneMove } from '@/lib/jobs';
import { type JobListName, jobLists } from '@/lib/jobs/board-lists';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { callAction } from '../../calls/call-action';
import type { Refusal } from '../../calls/refusal';
import { toast } from '../../ui/toast';
import {
  afterEvent,
  type Board,
  type BoardChange,
  type BoardEvent,
  type Known,
  shownBoard,
  withFirstPages,
} from './board-state';
import { type BoardSearch, boardQuery } from './board-url';
import { jobCount, movedWords } from './filter-words';

/** Milliseconds after which somebody has come back: a tab that comes to the front tells so by more than one event. */
const BACK_MS = 50;

/** Jobs of a list that are read anew at once at most. */
const SIZE_MAX = 5_000;

/**
 * The board's jobs in the browser: what the server told, what was loaded after it, and changes shown at once and taken back with
 * a message when the server refuses. Whoever comes back to the page is shown what has changed meanwhile.
 */
export function useBoard(given: Board, search: BoardSearch) {
  const query = boardQuery(search);
  const [local, setLocal] = useState<Local>({ query, given, known: { board: given, pending: [] } });
  // A new answer of the server is taken in while rendering, so that no frame shows the old list under the new filter.
  let current = local;
  if (local.given !== given) {
    const board = local.query === query ? withFirstPages(local.known.board, given) : given;
    current = { query, given, known: { board, pending: local.known.pending } };
    setLocal(current);
  }
  const board = shownBoard(current.known);
  const [busy, setBusy] = useState(false);

  const latest = useRef({ query, board: current.known.board });
  useEffect(() => {
    latest.current = { query, board: current.known.board };
  });
  const flow = useRef({ key: 0, changes: 0, running: false, again: false, loading: new Set<JobListName>() });

  // What belongs to another search by now is dropped; what was asked of the server is settled whatever is shown.
  const note = (event: BoardEvent, of?: string) =>
    setLocal((state) =>
      of !== undefined && of !== state.query ? state : { ...state, known: afterEvent(state.known, event) },
    );

  const refresh = async ({ force = false }: { force?: boolean } = {}): Promise<void> => {
    const { current: state } = flow;
    state.again = state.running;
    if (state.running) return;
    state.running = true;
    const { query: asked, board: known } = latest.current;
    const { changes } = state;
    const outcome = await callAction(() =>
      refreshBoardAction({ query: asked, version: force ? null : known.version, sizes: sizesOf(known) }),
    );
    state.running = false;
    // What was read while something changed may be from before the change.
    if (state.again || changes !== state.changes) return refresh({ force });
    // Silent where it fails: nobody asked for it, and the next coming back asks again.
    if (outcome.ok && outcome.data) note({ kind: 'fresh', board: outcome.data }, asked);
  };
  const latestRefresh = useRef(refresh);
  useEffect(() => {
    latestRefresh.current = refresh;
  });
  useEffect(() => onComingBack(() => void latestRefresh.current()), []);
  useEffect(() => {
    if (outdated) void latestRefresh.current({ force: true });
    outdated = false;
  }, []);

  /** Shows a change at once and asks the server for it. @returns what came of it, null where it was refused */
  const change = async <T>(
    asked: BoardChange,
    ask: () => ReturnType<typeof callAction<T>>,
    refusal: string,
  ): Promise<T | null> => {
    const key = flow.current.key++;
    flow.current.changes++;
    note({ kind: 'asked', key, change: asked });
    const outcome = await ask();
    flow.current.changes++;
    note({ kind: outcome.ok ? 'agreed' : 'refused', key });
    if (outcome.ok) {
      outdated = true;
      return outcome.data;
    }
    tellRefusal(refusal, outcome.problem);
    if (outcome.problem.error === 'not_found') await refresh({ force: true });
    return null;
  };

  const takeBack = async (done: DoneMove, former: ReadonlyMap<string, JobStatus>) => {
    const restored = await change(
      { kind: 'statuses', statuses: former, at: new Date().toISOString() },
      () => callAction(() => takeBackMoveAction(done)),
      'The move was not undone',
    );
    if (restored === null) return;
    if (restored !== former.size) await refresh({ force: true });
    if (restored > 0) toast.success('Undone');
    else toast.error('Nothing to undo', { description: 'The jobs have changed since, or are gone.' });
  };

  const tellMoved = (count: number, done: DoneMove, former: ReadonlyMap<string, JobStatus>) =>
    toast.success(movedWords(count, done.status), {
      duration: 8_000,
      action: { label: 'Undo', onClick: () => void takeBack(done, former) },
    });

  const move = async (jobs: readonly JobSummary[], status: JobStatus) => {
    const moving = jobs.filter((job) => job.status !== status);
    if (moving.length === 0) return;
    const ids = moving.map(({ id }) => id);
    const moved = await change(
      { kind: 'statuses', statuses: new Map(ids.map((id) => [id, status])), at: new Date().toISOString() },
      () => callAction(() => moveJobsAction({ ids }, status)),
      jobs.length === 1 ? 'The status was not changed' : 'The jobs were not moved',
    );
    if (!moved) return;
    if (moved.done) tellMoved(moved.changed, moved.done, new Map(moving.map((job) => [job.id, job.status])));
    if (moved.matched < ids.length) await refresh({ force: true });
  };

  const remove = async (jobs: readonly JobSummary[]) => {
    const ids = jobs.map(({ id }) => id);
    const one = ids.length === 1;
    const removed = await change(
      { kind: 'delete', ids: new Set(ids) },
      async () => {
        const outcome = await callAction(() => deleteJobsAction({ ids }));
        // Already gone, in another tab or by a colleague, is what was wanted.
        if (outcome.ok || outcome.problem.error !== 'not_found') return outcome;
        return { ok: true, data: { matched: 0, changed: 0 } };
      },
      one ? 'The job was not deleted' : 'The jobs were not deleted',
    );
    if (removed) toast.success(one ? 'Job deleted' : `${jobCount(ids.length)} deleted`);
  };

  /** For jobs that the browser does not all know: nothing is shown until it is done. */
  const changeAll = async <T>(ask: () => ReturnType<typeof callAction<T>>, refusal: string) => {
    setBusy(true);
    flow.current.changes++;
    const outcome = await ask();
    flow.current.changes++;
    if (!outcome.ok) tellRefusal(refusal, outcome.problem);
    await refresh({ force: true });
    setBusy(false);
    return outcome.ok ? outcome.data : null;
  };

  const moveAll = async (selection: BulkSelection, status: JobStatus) => {
    const moved = await changeAll(
      () => callAction(() => moveJobsAction(selection, status)),
      'The jobs were not moved',
    );
    if (moved?.done) tellMoved(moved.changed, moved.done, new Map());
  };

  const removeAll = async (selection: BulkSelection) => {
    const removed = await changeAll(
      () => callAction(() => deleteJobsAction(selection)),
      'The jobs were not deleted',
    );
    if (removed) toast.success(`${jobCount(removed.changed)} deleted`);
  };

  const loadMore = async (list: JobListName) => {
    const cursor = latest.current.board.lists[list]?.nextCursor;
    const { loading } = flow.current;
    if (!cursor || loading.has(list)) return;
    loading.add(list);
    const { query: asked } = latest.current;
    const outcome = await callAction(() => moreJobsAction({ query: asked, list, cursor }));
    if (outcome.ok) note({ kind: 'page', list, page: outcome.data, after: cursor }, asked);
    else toast.error('The next jobs were not loaded', { description: outcome.problem.detail });
    loading.delete(list);
  };

  return {
    board,
    busy,
    move,
    moveAll,
    remove,
    removeAll,
    loadMore,
    refresh,
    /** Takes in a job as the server has saved it. */
    replace: (job: JobSummary) => note({ kind: 'replaced', job }),
  };
}

/** What can be done with the board's jobs. */
export type BoardActions = Omit<ReturnType<typeof useBoard>, 'board'>;

type Local = { query: string; given: Board; known: Known };

// Whether the page as Next remembers it for the way back is older than what was moved since. It outlives the component.
let outdated = false;

function tellRefusal(title: string, problem: Refusal): void {
  const description =
    problem.error === 'not_found'
      ? 'It is not there any longer. Somebody may have deleted it.'
      : problem.detail;
  toast.error(title, { description });
}

function sizesOf({ lists }: Board): Partial<Record<JobListName, number>> {
  return Object.fromEntries(
    jobLists.flatMap((name) => {
      const size = lists[name]?.jobs.length ?? 0;
      // A list that was short may have more by now, but the first answer need not grow with it.
      return size > FIRST_SIZE ? [[name, Math.min(size, SIZE_MAX)]] : [];
    }),
  );
}

/** Below it a list is read in its first size. */
const FIRST_SIZE = 25;

function onComingBack(done: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const come = () => {
    clearTimeout(timer);
    if (document.visibilityState !== 'hidden') timer = setTimeout(done, BACK_MS);
  };
  document.addEventListener('visibilitychange', come);
  window.addEventListener('focus', come);
  window.addEventListener('online', come);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', come);
    window.removeEventListener('focus', come);
    window.removeEventListener('online', come);
  };
}
