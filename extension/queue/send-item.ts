import { callApi } from '../api/call-api';
import { type QueueItem, savedRefSchema } from './queue-item';
import type { Sent } from './queue-state';

/** Sends an item to the site, under its own key. */
export async function sendItem({ id, job }: Pick<QueueItem, 'id' | 'job'>): Promise<Sent> {
  const answer = await callApi('/api/jobs', { method: 'POST', body: job, idempotencyKey: id });
  if (answer.kind === 'signed_out') return { kind: 'signed_out' };
  if (answer.kind === 'unreachable') return { kind: 'later', waitMs: null };
  if (answer.kind === 'ok') {
    const job = savedRefSchema.safeParse(answer.body);
    return { kind: 'saved', job: job.success ? job.data : null };
  }
  const { status, problem } = answer;
  // The site has made a job under this key, from what it read differently at the time.
  if (problem.error === 'idempotency_conflict') return { kind: 'saved', job: null };
  if (status >= 500 || status === 408 || status === 429) {
    const { retryAfterSeconds } = problem;
    return { kind: 'later', waitMs: retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000 };
  }
  return { kind: 'refused', problem };
}
