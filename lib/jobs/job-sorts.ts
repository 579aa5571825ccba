/**
 * What a list of jobs can be sorted by. `moved` is when the status last changed, `saved` when the job was saved, `relevance` how
 * well it fits the text that is searched for; without a text that is as `saved`.
 */
export const jobSorts = [
  'saved',
  'moved',
  'updated',
  'deadline',
  'title',
  'company',
  'location',
  'workMode',
  'salary',
  'status',
  'source',
  'relevance',
] as const;
/** See {@link jobSorts}. */
export type JobSort = (typeof jobSorts)[number];

/** See {@link JobOrder}. */
export const sortOrders = ['asc', 'desc'] as const;

/** In which order a list is. Jobs without a value come last either way. */
export type JobOrder = { sort: JobSort; order: (typeof sortOrders)[number] };

/** The way in which most people want to see a column: new and much first, words from a to z, what is due next first. */
export function usualOrder(sort: JobSort): JobOrder['order'] {
  return ['saved', 'moved', 'updated', 'salary', 'relevance'].includes(sort) ? 'desc' : 'asc';
}
