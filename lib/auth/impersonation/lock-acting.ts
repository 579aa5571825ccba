import type { Transaction } from '@/lib/db';
import type { Admin } from '../require-admin';

/**
 * Has whatever changes as whom a session acts be done one after the other, until the transaction ends. By a lock of its own and
 * not by the session's row, which is written with every sight of the session.
 */
export async function lockActing(tx: Transaction, { sessionId }: Admin): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('acting ' || ${sessionId}, 0))`;
}
