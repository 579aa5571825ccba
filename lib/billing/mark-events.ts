import { asService, type Transaction } from '@/lib/db';
import { ATTEMPTS_MAX, retryDelaySeconds } from './retry-delay';

/** Notes that events are done with, in the transaction that did what they ask for. */
export async function markProcessed(tx: Transaction, ids: string[], durationMs: number): Promise<void> {
  await tx.$executeRaw`
    update app.webhook_events
    set status = 'processed', processed_at = now(), attempts = attempts + 1, error = null, duration_ms = ${durationMs}
    where id = any(${ids})`;
}

/**
 * Notes that events were tried in vain, and when they are due again; after the last attempt they are dead. The database's
 * clock decides when an event is due, so it also says when it is due again.
 */
export function markFailed(
  ids: string[],
  message: string,
  durationMs: number,
): Promise<{ type: string; outcome: 'failed' | 'dead' }[]> {
  return asService(
    'billing.webhook_events',
    (tx) => tx.$queryRaw`
    update app.webhook_events
    set status = case when attempts + 1 >= ${ATTEMPTS_MAX} then 'dead' else 'failed' end::app.webhook_event_status,
        attempts = attempts + 1, error = ${message}, duration_ms = ${durationMs},
        next_attempt_at = now() + make_interval(secs => (${delaysSeconds}::int[])[least(attempts + 1, ${ATTEMPTS_MAX})])
    where id = any(${ids}) and status in ('received', 'failed')
    returning type, status::text as outcome`,
  );
}

const delaysSeconds = Array.from({ length: ATTEMPTS_MAX }, (_, index) => retryDelaySeconds(index + 1));

/** For the operator's eyes: what was told to callers and, where that is only "does not answer", the reason below it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown error';
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`.slice(0, 500);
}
