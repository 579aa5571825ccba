import { asService, type QuotaCap } from '@/lib/db';
import type { Metric } from '@/lib/plans';

type Override = { quotaLimit: number | null; cap?: Extract<QuotaCap, 'hard' | 'soft'>; expiresAt?: Date };

/** Gives an organization a limit of its own, by the means that admins have. */
export async function overrideLimit(
  organizationId: string,
  metric: Metric,
  { quotaLimit, cap, expiresAt }: Override,
): Promise<void> {
  await asService('test.override', async (tx) => {
    await tx.entitlementOverride.deleteMany({ where: { organizationId, kind: 'limit', subject: metric } });
    await tx.entitlementOverride.create({
      data: {
        organizationId,
        kind: 'limit',
        subject: metric,
        quotaLimit,
        cap: cap ?? null,
        expiresAt: expiresAt ?? null,
        reason: 'a test',
      },
    });
  });
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
