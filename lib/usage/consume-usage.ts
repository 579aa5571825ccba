import { Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { flagInForce } from '@/lib/flags';
import { problems } from '@/lib/http';
import { callUsage } from './call-usage';
import type { UsageOperation } from './reserve-usage';
import { begunOf } from './usage-answer';
import { itemArrays, itemCall } from './usage-items';

/**
 * Reserves and commits in one, for what is done within the same transaction.
 * Precondition: `tx` is the transaction that writes the thing that is counted; count and thing commit together.
 * @throws as `reserveUsage`; 409 `idempotency_conflict`, too, for a key that is only reserved: nothing is counted under it yet
 */
export async function consumeUsage(
  tx: Transaction,
  tenant: TenantContext,
  { key, items, requestHash }: UsageOperation,
): Promise<void> {
  const { name, args } = itemCall('take', items);
  const { state } = begunOf(
    await callUsage(
      tenant,
      tx,
      Prisma.sql`${name}(${tenant.organizationId}::uuid, ${key}, ${args},
        ${flagInForce('FF_BILLING_ENFORCEMENT_ENABLED')}, ${requestHash ?? null})`,
    ),
  );
  if (state === 'held') throw problems.idempotencyConflict();
}

/**
 * Gives back what was counted of metrics without a period, when the counted thing is removed; a repeat changes nothing.
 * Precondition: `tx` is the transaction of the removal.
 */
export async function returnUsage(
  tx: Transaction,
  tenant: TenantContext,
  { key, items }: UsageOperation,
): Promise<void> {
  const { metrics, quantities } = itemArrays(items);
  await callUsage(
    tenant,
    tx,
    Prisma.sql`app.return_usage(${tenant.organizationId}::uuid, ${key}, ${metrics}, ${quantities})`,
  );
}
