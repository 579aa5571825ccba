import { type JobStatus, jobStatuses } from '@/lib/jobs/schema';

/** Which jobs the board shows; it lives in the URL. */
export type BoardFilter = { status: JobStatus | undefined; q: string };

/** The board's address with a filter; what is not filtered leaves no trace in it. */
export function boardUrl({ status, q }: BoardFilter): string {
  const params = new URLSearchParams();
  if (status) params.set('status', status);
  if (q.trim()) params.set('q', q.trim());
  const query = params.toString();
  return query ? `/jobs?${query}` : '/jobs';
}

/** The filter in an address that anyone may have typed: an unknown status is none, and a text is cut at 200 characters. */
export function boardFilter(params: Record<string, string | string[] | undefined>): BoardFilter {
  const q = firstOf(params.q)?.trim().slice(0, 200) ?? '';
  return { status: jobStatuses.find((each) => each === firstOf(params.status)), q };
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
