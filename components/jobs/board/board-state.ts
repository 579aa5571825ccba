import type { BoardData } from '@/lib/jobs';
import { type JobListName, jobLists } from '@/lib/jobs/board-lists';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';

/** The jobs of one list that the browser knows, in order, and where the list goes on; `nextCursor` null is the end. */
export type JobList = { jobs: readonly JobSummary[]; nextCursor: string | null };

/** What is known of the board: its lists, how many jobs each status has, and how many places of the quota are taken. */
export type Board = {
  lists: Readonly<Partial<Record<JobListName, JobList>>>;
  /** The statuses that the lists show; what gets another one leaves them. */
  shown: readonly JobStatus[];
  counts: BoardData['counts'];
  choices: BoardData['choices'];
  version: string;
  used: number;
  /** Of the quota of saved jobs; null is none. */
  limit: number | null;
};

/** A change that the person made and the server has yet to confirm. */
export type BoardChange =
  | { kind: 'statuses'; statuses: ReadonlyMap<string, JobStatus>; at: string }
  | { kind: 'delete'; ids: ReadonlySet<string> };

/** The board as the server told it last, with what has been asked of the server since. */
export type Known = { board: Board; pending: readonly { key: number; change: BoardChange }[] };

/** What happens to what is known. */
export type BoardEvent =
  | { kind: 'asked'; key: number; change: BoardChange }
  | { kind: 'agreed' | 'refused'; key: number }
  /** The page behind a cursor. Of a list that has been read anew meanwhile it is of no use. */
  | { kind: 'page'; list: JobListName; page: JobList; after: string }
  | { kind: 'replaced'; job: JobSummary }
  | { kind: 'fresh'; board: Board };

/**
 * What is known after an event. A change that is refused leaves nothing behind, because until the server agrees it was only
 * ever shown on top of what the server had told.
 */
export function afterEvent(known: Known, event: BoardEvent): Known {
  const { board, pending } = known;
  switch (event.kind) {
    case 'asked':
      return { board, pending: [...pending, { key: event.key, change: event.change }] };
    case 'agreed': {
      const agreed = pending.find(({ key }) => key === event.key);
      if (!agreed) return known;
      return { board: withChange(board, agreed.change), pending: without(pending, event.key) };
    }
    case 'refused':
      return { board, pending: without(pending, event.key) };
    case 'page':
      return board.lists[event.list]?.nextCursor === event.after
        ? { board: withPage(board, event.list, event.page), pending }
        : known;
    case 'replaced':
      return { board: withJob(board, event.job), pending };
    case 'fresh':
      return { board: event.board, pending };
  }
}

/** The board as it will be once the server agrees to everything that was asked of it. */
export function shownBoard({ board, pending }: Known): Board {
  return pending.reduce((shown, { change }) => withChange(shown, change), board);
}

/**
 * The board with a change made. A job that gets another status stands on top of its new column, where the person who moved it
 * looks for it, and keeps its place in the table. Unknown ids change nothing.
 */
export function withChange(board: Board, change: BoardChange): Board {
  const moved: JobSummary[] = [];
  const counts = { ...board.counts };
  let gone = 0;
  const next = (job: JobSummary): JobSummary | null => {
    if (change.kind === 'delete') {
      if (!change.ids.has(job.id)) return job;
      counts[job.status] -= 1;
      gone += 1;
      return null;
    }
    const status = change.statuses.get(job.id);
    if (status === undefined || status === job.status) return job;
    counts[job.status] -= 1;
    counts[status] += 1;
    const after = withStatus(job, status, change.at);
    moved.push(after);
    return after;
  };
  const lists: Board['lists'] = mapLists(board, (list) => mapJobs(list, next));
  if (moved.length === 0 && gone === 0) return board;
  return { ...board, lists: placed(lists, moved, board.shown), counts, used: board.used - gone };
}

/** A job as the server has saved it, in the place of the one with its id; one that is not known changes nothing. */
export function withJob(board: Board, job: JobSummary): Board {
  const statuses = new Map([[job.id, job.status]]);
  const moved = withChange(board, { kind: 'statuses', statuses, at: job.statusChangedAt });
  return {
    ...moved,
    lists: mapLists(moved, (list) => mapJobs(list, (each) => (each.id === job.id ? job : each))),
  };
}

/**
 * Takes in the first jobs of each list as the server has them now, without losing what was loaded further down: that is kept but
 * for what has come up, and so the version stays the one before, until all of it was read anew.
 */
export function withFirstPages(board: Board, first: Board): Board {
  const ids = new Set(knownJobs(first).map(({ id }) => id));
  const lists: { [Name in JobListName]?: JobList } = {};
  let kept = false;
  for (const [name, list] of entries(first.lists)) {
    const known = board.lists[name]?.jobs ?? [];
    const further = list.nextCursor === null ? [] : known.slice(list.jobs.length);
    const below = further.filter(({ id }) => !ids.has(id));
    kept ||= below.length > 0;
    lists[name] =
      below.length === 0
        ? list
        : { jobs: [...list.jobs, ...below], nextCursor: board.lists[name]?.nextCursor ?? null };
  }
  return { ...first, lists, version: kept ? board.version : first.version };
}

/** How many jobs a filter finds in all. */
export function totalOf({ counts, shown }: Pick<Board, 'counts' | 'shown'>): number {
  return shown.reduce((sum, status) => sum + counts[status], 0);
}

/** Every job that is known, in the order of the lists. */
export function knownJobs({ lists }: Board): JobSummary[] {
  return Object.values(lists).flatMap(({ jobs }) => jobs);
}

// What is known in any list already is not shown twice: a job may have moved between two pages.
function withPage(board: Board, name: JobListName, page: JobList): Board {
  const ids = new Set(knownJobs(board).map(({ id }) => id));
  const jobs = [...(board.lists[name]?.jobs ?? []), ...page.jobs.filter(({ id }) => !ids.has(id))];
  return { ...board, lists: { ...board.lists, [name]: { jobs, nextCursor: page.nextCursor } } };
}

function placed(lists: Board['lists'], moved: readonly JobSummary[], shown: readonly JobStatus[]) {
  const result: { [Name in JobListName]?: JobList } = {};
  for (const [name, list] of entries(lists)) {
    const arriving = name === 'table' ? [] : moved.filter(({ status }) => status === name);
    const staying = list.jobs.filter(({ status }) =>
      name === 'table' ? shown.includes(status) : status === name,
    );
    // Lists that nothing happened to stay the same, so that only the others are drawn anew.
    const same = arriving.length === 0 && staying.length === list.jobs.length;
    const ids = new Set(arriving.map(({ id }) => id));
    result[name] = same
      ? list
      : { ...list, jobs: [...arriving, ...staying.filter(({ id }) => !ids.has(id))] };
  }
  return result;
}

function mapLists({ lists }: Board, change: (list: JobList) => JobList): Board['lists'] {
  return Object.fromEntries(entries(lists).map(([name, list]) => [name, change(list)]));
}

function mapJobs(list: JobList, next: (job: JobSummary) => JobSummary | null): JobList {
  const jobs = list.jobs.map(next);
  return jobs.every((job, index) => job === list.jobs[index])
    ? list
    : { ...list, jobs: jobs.filter((job) => job !== null) };
}

function entries(lists: Board['lists']): [JobListName, JobList][] {
  return jobLists.flatMap((name) => {
    const list = lists[name];
    return list ? [[name, list]] : [];
  });
}

function withStatus(job: JobSummary, status: JobStatus, at: string): JobSummary {
  const applies = ['applied', 'interviewing', 'offer'].includes(status);
  return {
    ...job,
    status,
    statusChangedAt: at,
    updatedAt: at,
    appliedAt: job.appliedAt ?? (applies ? at : null),
  };
}

function without(pending: Known['pending'], key: number): Known['pending'] {
  return pending.filter((each) => each.key !== key);
}
