'use client';

import { startTransition, useOptimistic, useState, useTransition } from 'react';
import { changeJobAction, deleteJobAction, moreJobsAction } from '@/app/(app)/jobs/actions';
import type { JobStatus } from '@/lib/jobs/schema';
import { toast } from '../ui/toast';
import {
  type Board,
  type BoardChange,
  type KnownJobs,
  withChange,
  withFirstPage,
  withJob,
  withNextPage,
} from './board-state';
import { type BoardFilter, boardUrl } from './board-url';
import { callAction } from './call-action';

type FromServer = { page: KnownJobs; counts: Board['counts']; used: number; filter: BoardFilter };

/**
 * The board's jobs in the browser: the server's first page, what was loaded after it, and changes shown at once and
 * taken back with a message when the server refuses.
 */
export function useBoard({ page, counts, used, filter }: FromServer) {
  const url = boardUrl(filter);
  const [local, setLocal] = useState({ url, page, known: page });
  // A new answer of the server is taken in while rendering, so that no frame shows the old list under the new filter.
  let known = local.known;
  if (local.page !== page) {
    known = local.url === url ? withFirstPage(local.known, page) : page;
    setLocal({ url, page, known });
  }

  const [board, apply] = useOptimistic<Board, BoardChange>({ jobs: known.jobs, counts, used }, withChange);
  const [loadingMore, startLoading] = useTransition();

  const updateKnown = (update: (known: KnownJobs) => KnownJobs) =>
    startTransition(() => setLocal((current) => ({ ...current, known: update(current.known) })));

  const changeStatus = (id: string, status: JobStatus) =>
    startTransition(async () => {
      apply({ kind: 'status', id, status });
      const outcome = await callAction(() => changeJobAction(id, { status }));
      if (outcome.ok) {
        updateKnown((current) => ({ ...current, jobs: withJob(current.jobs, outcome.data) }));
      } else {
        toast.error('The status was not changed', { description: outcome.problem.detail });
      }
    });

  const remove = (id: string) =>
    startTransition(async () => {
      apply({ kind: 'delete', id });
      const outcome = await callAction(() => deleteJobAction(id));
      // Already gone, in another tab or by a colleague, is what was wanted.
      if (outcome.ok || outcome.problem.error === 'not_found') {
        updateKnown((current) => ({ ...current, jobs: current.jobs.filter((job) => job.id !== id) }));
        toast.success('Job deleted');
      } else {
        toast.error('The job was not deleted', { description: outcome.problem.detail });
      }
    });

  const loadMore = () =>
    startLoading(async () => {
      const { nextCursor } = known;
      if (nextCursor === null) return;
      const outcome = await callAction(() => moreJobsAction({ ...filter, cursor: nextCursor }));
      if (outcome.ok) updateKnown((current) => withNextPage(current, outcome.data));
      else toast.error('The next jobs were not loaded', { description: outcome.problem.detail });
    });

  return {
    ...board,
    // A job whose status has just been changed leaves a list that is filtered by the old one.
    jobs: filter.status ? board.jobs.filter((job) => job.status === filter.status) : board.jobs,
    hasMore: known.nextCursor !== null,
    loadingMore,
    changeStatus,
    remove,
    loadMore,
    /** Takes in a job as the server has saved it. */
    replace: (job: (typeof known.jobs)[number]) =>
      updateKnown((current) => ({ ...current, jobs: withJob(current.jobs, job) })),
  };
}
