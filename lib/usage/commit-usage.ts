import { z } from 'zod';
import { Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { callUsage } from './call-usage';
import type { Reservation } from './reserve-usage';
import { itemArrays, type UsageItems } from './usage-items';

/** What became of a commit. `gone`: the reservation had been released, or had expired; nothing was counted. */
export type CommitOutcome = 'committed' | 'repeated' | 'gone';

type CommitOptions = {
  /** Where less was used than reserved; zero counts nothing. What is not named was used as reserved. */
  actual?: UsageItems;
  /** Kept with the events. */
  properties?: Record<string, unknown>;
  /** The transaction that writes what the usage was for, so that both commit together. */
  tx?: Transaction;
};

/**
 * Counts what a reservation was made for. A repeat counts nothing.
 * @throws RangeError or a database error for more than was reserved
 */
export async function commitUsage(
  tenant: TenantContext,
  { key, attempt }: Pick<Reservation, 'key' | 'attempt'>,
  { actual = {}, properties, tx }: CommitOptions = {},
): Promise<CommitOutcome> {
  const { metrics, quantities } = itemArrays(actual, 0);
  const kept = properties === undefined ? null : JSON.stringify(properties);
  const answer = await callUsage(
    tenant,
    tx,
    Prisma.sql`app.commit_usage(${tenant.organizationId}::uuid, ${key}, ${attempt}::integer, ${metrics}, ${quantities}, ${kept}::jsonb)`,
  );
  const { outcome } = committedSchema.parse(answer);
  if (outcome === 'unknown') throw new Error('there is no such reservation');
  return outcome;
}

const committedSchema = z.object({
  outcome: z.enum(['committed', 'repeated', 'gone', 'unknown']),
});
