import { z } from 'zod';
import { asTenant, type TenantContext } from '@/lib/db';
import { type Metric, metrics } from '@/lib/plans';

/** What was used in one period. */
export const usagePeriodSchema = z.object({
  metric: z.enum(metrics),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime().nullable(),
  used: z.number(),
  overage: z.number().describe('What of it was above the limit and is billed.'),
});

/** See {@link usagePeriodSchema}. */
export type UsagePeriod = z.infer<typeof usagePeriodSchema>;

/**
 * What the tenant's organization used in each period in which it used something, by metric, newest first, the present
 * period included. What never resets has no periods.
 * @param most how many periods of each metric
 */
export async function usageHistory(
  tenant: TenantContext,
  { metric, most }: { metric?: Metric | undefined; most: number },
): Promise<UsagePeriod[]> {
  const wanted = metric ? [metric] : [...metrics];
  const rows = await asTenant(
    tenant,
    (tx) => tx.$queryRaw<
      { metric: Metric; periodStart: Date; periodEnd: Date | null; used: bigint; overage: bigint }[]
    >`
      select m.metric::text as metric, c.period_start as "periodStart", c.period_end as "periodEnd", c.used, c.overage
      from unnest(${wanted}::app.metric[]) as m (metric)
      cross join lateral (
        select * from app.usage_counters c
        where c.organization_id = ${tenant.organizationId}::uuid and c.metric = m.metric
          and c.period_end is not null and c.used > 0
        order by c.period_start desc limit ${most}
      ) c
      order by m.metric, c.period_start desc`,
  );
  return rows.map(({ metric: of, periodStart, periodEnd, used, overage }) => ({
    metric: of,
    periodStart: periodStart.toISOString(),
    periodEnd: periodEnd?.toISOString() ?? null,
    used: Number(used),
    overage: Number(overage),
  }));
}
