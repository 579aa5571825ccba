import { callTenantFunction, type Prisma, type TenantContext, type Transaction } from '@/lib/db';

/**
 * Calls a function of the usage engine: within the transaction that writes what is counted, so that both commit
 * together, or by itself in one round trip.
 */
export async function callUsage(
  tenant: TenantContext,
  tx: Transaction | undefined,
  call: Prisma.Sql,
): Promise<unknown> {
  if (!tx) return callTenantFunction(tenant, call);
  const [row] = await tx.$queryRaw<{ answer: unknown }[]>`select ${call} as answer`;
  return row?.answer;
}
