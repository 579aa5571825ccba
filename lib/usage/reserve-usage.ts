import { Prisma, type TenantContext } from '@/lib/db';
import { flagInForce } from '@/lib/flags';
import { callUsage } from './call-usage';
import { begunOf, type Counter } from './usage-answer';
import { itemCall, type UsageItems } from './usage-items';

/** What is to be counted, once per organization and key. */
export type UsageOperation = {
  /** Names the operation, unique within the organization: a repeat with it is the same operation. */
  key: string;
  items: UsageItems;
  /** Tells requests with the same key and items apart, where there is more to them. */
  requestHash?: string | undefined;
};

/** Room that is kept for work that is about to be done. `committed` when the operation was done already. */
export type Reservation = {
  key: string;
  /** Which attempt under the key this is: who holds an older one can no longer commit it. */
  attempt: number;
  state: 'held' | 'committed';
  /** Null for what was counted at once. */
  expiresAt: Date | null;
  items: Counter[];
};

/**
 * Keeps room in the quotas for work that costs something: all items or none, in one round trip. What is decided is
 * decided under the counters' locks, so nothing oversells, however many ask at once. A repeat of a key that is held or
 * committed gets the first answer; one of a key that came to nothing is decided anew.
 * @param ttlSeconds after which it is given up when its holder died: more than the work can take
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 409 `idempotency_conflict` for a key that stands for
 * another operation; after any of these nothing was written
 */
export async function reserveUsage(
  tenant: TenantContext,
  { key, items, requestHash }: UsageOperation,
  { ttlSeconds = 300 }: { ttlSeconds?: number } = {},
): Promise<Reservation> {
  const { name, args } = itemCall('reserve', items);
  const answer = await callUsage(
    tenant,
    undefined,
    Prisma.sql`${name}(${tenant.organizationId}::uuid, ${key}, ${args}, ${ttlSeconds}::integer,
      ${flagInForce('FF_BILLING_ENFORCEMENT_ENABLED')}, ${requestHash ?? null})`,
  );
  const { attempt, state = 'held', expiresAt, items: counters } = begunOf(answer);
  return { key, attempt, state, expiresAt, items: counters };
}
