import { asService, asTenant, type TenantContext } from '@/lib/db';
import { setOverride } from '@/lib/entitlements';
import type { Metric } from '@/lib/plans';
import { callCache } from '@/lib/resilience';
import { fieldOf, OPEN_KEY } from './api-calls/keys';
import { consumeUsage } from './consume-usage';
import type { UsageItems } from './usage-items';

type OwnLimit = { quotaLimit: number | null; cap?: 'hard' | 'soft'; expiresAt?: Date };

/** Gives an organization a limit of its own, by the means that admins have. */
export async function overrideLimit(
  organizationId: string,
  metric: Metric,
  { quotaLimit, cap, expiresAt }: OwnLimit,
): Promise<void> {
  await setOverride(
    organizationId,
    { kind: 'limit', subject: metric, quotaLimit, cap: cap ?? null },
    { reason: 'a test', expiresAt: expiresAt ?? null },
  );
}

/** Counts a call of the API by a session, as the edge's script does beside all else that it asks. */
export async function countApiCall(userId: string): Promise<void> {
  await callCache((redis) => redis.hincrby(OPEN_KEY, fieldOf(userId, new Date()), 1));
}

/** What a metric's counters have in all periods, and what its events add up to. */
export async function tallyOf(organizationId: string, metric: Metric) {
  return asService('test.tally', async (tx) => {
    const where = { organizationId, metric };
    const counters = await tx.usageCounter.findMany({ where, orderBy: { periodStart: 'asc' } });
    const events = await tx.usageEvent.aggregate({
      where,
      _sum: { quantity: true, overageQuantity: true },
      _count: true,
    });
    const sum = (read: (counter: (typeof counters)[number]) => bigint) =>
      counters.reduce((total, counter) => total + Number(read(counter)), 0);
    return {
      used: sum(({ used }) => used),
      reserved: sum(({ reserved }) => reserved),
      overage: sum(({ overage }) => overage),
      events: events._count,
      eventsUsed: Number(events._sum.quantity ?? 0),
      eventsOverage: Number(events._sum.overageQuantity ?? 0),
    };
  });
}

/** Makes a reservation's time be over. */
export async function letExpire(organizationId: string, idempotencyKey: string): Promise<void> {
  await asService('test.expire', (tx) =>
    tx.usageReservation.updateMany({
      where: { organizationId, idempotencyKey, state: 'held' },
      data: { expiresAt: new Date(Date.now() - 1000) },
    }),
  );
}

/** Counts usage at once, under a key of its own. */
export async function consume(tenant: TenantContext, items: UsageItems): Promise<void> {
  await asTenant(tenant, (tx) => consumeUsage(tx, tenant, { key: crypto.randomUUID(), items }));
}

/** The aggregates of a metric, oldest first. */
export function aggregatesOf(organizationId: string, metric: Metric) {
  return asService('test.aggregates', (tx) =>
    tx.usageAggregate.findMany({
      where: { organizationId, metric },
      orderBy: [{ bucket: 'asc' }, { id: 'asc' }],
    }),
  );
}
