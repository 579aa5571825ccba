import type { JobFilter } from './job-filter';
import { type JobStatus, jobStatuses } from './statuses';

/** One list of the board: a column, or the table. */
export const jobLists = ['table', ...jobStatuses] as const;
/** See {@link jobLists}. */
export type JobListName = (typeof jobLists)[number];

/** What there is to filter by beside what is the same for everybody. */
export type FilterChoices = { sources: string[]; currencies: string[] };

/**
 * The statuses that are shown under a filter, in the order of a job search: one column of the board for each. What is archived
 * is out of sight until somebody asks for it.
 */
export function shownStatuses({ status }: Pick<JobFilter, 'status'>): readonly JobStatus[] {
  const asked = status === undefined ? [] : [status].flat();
  return jobStatuses.filter((each) => (asked.length === 0 ? each !== 'archived' : asked.includes(each)));
}
