import { type JobStatus, type JobSummary, jobStatuses } from '@/lib/jobs/schema';

/** The jobs that the browser knows, newest first, and where the list goes on; `nextCursor` null is the end. */
export type KnownJobs = { jobs: readonly JobSummary[]; nextCursor: string | null };

/** What the board shows: jobs, how many there are per status, and how many places of the quota are taken. */
export type Board = {
  jobs: readonly JobSummary[];
  counts: Readonly<Record<JobStatus, number>>;
  used: number;
};

/** A change that the person made and the server has yet to confirm. */
export type BoardChange = { kind: 'status'; id: string; status: JobStatus } | { kind: 'delete'; id: string };

/** The board as it will be once the server agrees. Unknown ids change nothing. */
export function withChange(board: Board, change: BoardChange): Board {
  const job = board.jobs.find((each) => each.id === change.id);
  if (!job) return board;
  const counts = { ...board.counts, [job.status]: board.counts[job.status] - 1 };
  if (change.kind === 'delete') {
    return {
      jobs: board.jobs.filter((each) => each.id !== change.id),
      counts,
      used: board.used - 1,
    };
  }
  counts[change.status] += 1;
  return { ...board, jobs: withJob(board.jobs, { ...job, status: change.status }), counts };
}

/**
 * Takes in a fresh first page. It is the truth for everything down to its last job; of what was loaded further down,
 * the rest is kept. Jobs are ordered by id, which sorts by time.
 */
export function withFirstPage(known: KnownJobs, first: KnownJobs): KnownJobs {
  const last = first.jobs.at(-1);
  if (first.nextCursor === null || !last) return first;
  const older = known.jobs.filter((job) => job.id < last.id);
  if (older.length === 0) return first;
  return { jobs: [...first.jobs, ...older], nextCursor: known.nextCursor };
}

/** Adds the page after the last one; a job that is known already is not shown twice. */
export function withNextPage(known: KnownJobs, page: KnownJobs): KnownJobs {
  const ids = new Set(known.jobs.map((job) => job.id));
  return {
    jobs: [...known.jobs, ...page.jobs.filter((job) => !ids.has(job.id))],
    nextCursor: page.nextCursor,
  };
}

/** Puts a job in the place of the one with its id; a list without that id stays as it is. */
export function withJob(jobs: readonly JobSummary[], job: JobSummary): readonly JobSummary[] {
  return jobs.map((each) => (each.id === job.id ? job : each));
}

/** How many jobs there are over all statuses. */
export function totalOf(counts: Readonly<Record<JobStatus, number>>): number {
  return jobStatuses.reduce((sum, status) => sum + counts[status], 0);
}
