import type { TenantContext, Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Metric } from '@/lib/plans';
import { metricLabel } from './metric-label';

/** What is counted: so many of a metric, once per idempotency key and organization. */
type Consumption = { metric: Metric; quantity: number; idempotencyKey: string };

/**
 * Takes from a quota, or refuses. One SQL function decides under one row lock, so however many ask at once, none
 * gets more than the limit.
 * Precondition: `tx` is the transaction that writes the thing that is counted; count and thing commit together.
 * @throws ProblemError 402 `quota_exceeded`, after which nothing was counted
 */
export async function consumeUsage(
  tx: Transaction,
  tenant: TenantContext,
  { metric, quantity, idempotencyKey }: Consumption,
): Promise<void> {
  const [answer] = await tx.$queryRaw<{ allowed: boolean; used: bigint; quota_limit: bigint | null }[]>`
    select allowed, used, quota_limit
    from app.consume_usage(${tenant.organizationId}::uuid, ${metric}::app.metric, ${quantity}, ${idempotencyKey})`;
  if (!answer) throw new Error('app.consume_usage answered nothing');
  if (answer.allowed) return;
  const limit = Number(answer.quota_limit);
  const current = Number(answer.used);
  throw problems.quotaExceeded({
    metric,
    current,
    limit,
    resetsAt: null,
    detail: `You have used ${current} of ${limit} ${metricLabel(metric)}.`,
  });
}

/**
 * Gives back what {@link consumeUsage} took, when the counted thing is removed. Precondition as there: one transaction
 * with the removal.
 */
export async function returnUsage(
  tx: Transaction,
  tenant: TenantContext,
  { metric, quantity, idempotencyKey }: Consumption,
): Promise<void> {
  await tx.$queryRaw`
    select app.return_usage(${tenant.organizationId}::uuid, ${metric}::app.metric, ${quantity}, ${idempotencyKey})`;
}
