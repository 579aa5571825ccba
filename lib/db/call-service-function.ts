import { logger, traced } from '@/lib/observability';
import { client } from './client';
import type { Prisma } from './generated/client';

/**
 * Runs one statement that calls a function of the database which does a piece of service work by itself: in one round
 * trip, where `asService` needs four. For what is waited for and comes in bursts.
 * @param reason as of `asService`
 * @param statement calls a function that the login role may execute; it can do nothing else
 */
export function callServiceFunction<Row>(reason: string, statement: Prisma.Sql): Promise<Row[]> {
  logger.debug({ reason }, 'service function');
  return traced('db.function', { 'db.system.name': 'postgresql', 'db.operation.name': reason }, () =>
    client().$queryRaw<Row[]>(statement),
  );
}
