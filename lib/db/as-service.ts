import { logger, traced } from '@/lib/observability';
import { client, type Pool, type Transaction, transactionTimes } from './client';
import { withCommitHooks } from './on-commit';

/**
 * Runs `work` in one transaction that sees every organization. For work that no tenant asks for itself: webhooks,
 * background tasks, finding out who a request acts as. The reason is logged.
 * @param reason short and stable, such as `billing.sync`; never with personal data in it
 * @param options `pool: 'slow'` for work that waits for somebody outside, or for a lock that such work holds
 */
export function asService<T>(
  reason: string,
  work: (tx: Transaction) => Promise<T>,
  { pool = 'main' }: { pool?: Pool } = {},
): Promise<T> {
  logger.debug({ reason }, 'service transaction');
  return withCommitHooks((note) =>
    traced('db.transaction', { 'db.system.name': 'postgresql', 'db.operation.name': reason }, () =>
      client(pool).$transaction(async (tx) => {
        note(tx);
        await tx.$queryRaw`select set_config('role', 'foothold_service', true), set_config('request.jwt.claims', '', true)`;
        return work(tx);
      }, transactionTimes[pool]),
    ),
  );
}
