import type { TenantContext, Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { commitUsage } from './commit-usage';
import { releaseUsage } from './release-usage';
import { type Reservation, reserveUsage, type UsageOperation } from './reserve-usage';
import type { UsageItems } from './usage-items';

/** What the work is given to say what it used. */
export type Held = {
  reservation: Reservation;
  /**
   * Counts what was used, within the transaction that writes the result, so that both commit together. Work that does
   * not call it is counted as reserved when it is done.
   * @throws Error when the reservation is gone, so that the result is not written either
   */
  commit: (tx: Transaction, actual?: UsageItems) => Promise<void>;
};

/**
 * Reserves, does the work, and commits; releases when the work throws, so that what failed costs nothing. When the
 * process dies in between, the reservation ends by itself after its time.
 * @param work must bear being done again under the same key while it is not committed, as after a kill; it is counted once
 * @throws as `reserveUsage`; 409 `conflict` when it was done and counted before; whatever `work` throws; Error when the
 * work took longer than the reservation lasted
 */
export async function withReservation<T>(
  tenant: TenantContext,
  operation: UsageOperation & { ttlSeconds?: number },
  work: (held: Held) => Promise<T>,
): Promise<T> {
  const { ttlSeconds, ...what } = operation;
  const reservation = await reserveUsage(tenant, what, ttlSeconds === undefined ? {} : { ttlSeconds });
  if (reservation.state === 'committed') throw problems.conflict('This was done before.');
  const commit = async (tx: Transaction | undefined, actual: UsageItems = {}) => {
    const outcome = await commitUsage(tenant, reservation, tx ? { tx, actual } : { actual });
    if (outcome === 'gone')
      throw new Error(`the reservation ${reservation.key} did not last as long as the work`);
  };
  let isCommitted = false;
  try {
    const result = await work({
      reservation,
      commit: async (tx, actual) => {
        await commit(tx, actual);
        isCommitted = true;
      },
    });
    if (!isCommitted) await commit(undefined);
    return result;
  } catch (error) {
    // Whatever was committed stays: the database knows, and says so. What cannot be released ends by itself.
    await releaseUsage(tenant, reservation).catch((err: unknown) =>
      logger.warn({ err, key: reservation.key }, 'a reservation was not released'),
    );
    throw error;
  }
}
