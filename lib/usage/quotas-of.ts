import { z } from 'zod';
import { asTenant, type TenantContext } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import { type Metric, metrics } from '@/lib/plans';

/** Where an organization stands with one metric. `limit` null is unlimited; `resetsAt` null never resets. */
export const quotaSchema = z.object({
  metric: z.enum(metrics),
  used: z.number(),
  limit: z.number().nullable(),
  cap: z.enum(['hard', 'soft', 'overage']),
  period: z.enum(['total', 'day', 'week', 'month']),
  resetsAt: z.iso.datetime().nullable(),
});

/** See {@link quotaSchema}. */
export type Quota = z.infer<typeof quotaSchema>;

/** Metrics that the product counts today, in the order in which people read them. */
const countedMetrics = ['saved_jobs', 'seats'] as const satisfies readonly Metric[];

/** Where the tenant's organization stands with everything that is counted. */
export async function quotasOf(tenant: TenantContext): Promise<Quota[]> {
  const { limits } = await entitlementsOf(tenant);
  const used = await usedOf(tenant);
  return countedMetrics.map((metric) => ({
    metric,
    used: used.get(metric) ?? 0,
    ...limits[metric],
    resetsAt: null,
  }));
}

/** {@link quotasOf} for one metric. @throws Error for a metric that is not counted yet */
export async function usageOf(
  tenant: TenantContext,
  metric: (typeof countedMetrics)[number],
): Promise<Quota> {
  const quota = (await quotasOf(tenant)).find((each) => each.metric === metric);
  if (!quota) throw new Error(`${metric} is not counted`);
  return quota;
}

function usedOf(tenant: TenantContext): Promise<Map<Metric, number>> {
  return asTenant(tenant, async (tx) => {
    const rows = await tx.usageCounter.findMany({
      where: {
        organizationId: tenant.organizationId,
        metric: { in: [...countedMetrics] },
        periodStart: new Date(0),
      },
    });
    return new Map(rows.map((row) => [row.metric, Number(row.used)]));
  });
}
