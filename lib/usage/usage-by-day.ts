import { asTenant, type TenantContext } from '@/lib/db';
import { type Metric, metrics } from '@/lib/plans';
import { dailySeries, type UsageDay } from './daily-series';
import type { Quota } from './quotas-of';

/** How many days are shown, today included. */
export const USAGE_DAYS = 30;

/**
 * What the tenant's organization used on each of the last {@link USAGE_DAYS} UTC days, of these metrics. Exact to the
 * moment: the aggregates, and the events that have not been aggregated yet, as one statement sees them.
 */
export async function usageByDay(
  tenant: TenantContext,
  quotas: readonly Pick<Quota, 'metric' | 'used' | 'period'>[],
  now = new Date(),
): Promise<Map<Metric, UsageDay[]>> {
  const wanted = metrics.filter((metric) => quotas.some((quota) => quota.metric === metric));
  const today = now.toISOString().slice(0, 10);
  const from = new Date(Date.parse(today) - (USAGE_DAYS - 1) * 86_400_000);
  const rows = await asTenant(
    tenant,
    (tx) => tx.$queryRaw<{ metric: Metric; day: string; quantity: bigint }[]>`
      select t.metric::text as metric, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD') as day,
        sum(t.quantity)::bigint as quantity
      from (
        select a.metric, a.bucket as at, a.quantity from app.usage_aggregates a
        where a.organization_id = ${tenant.organizationId}::uuid and a.metric = any (${wanted}::app.metric[])
          and a.bucket >= ${from}
        union all
        select e.metric, e.occurred_at, e.quantity
        from app.unaggregated_usage(${tenant.organizationId}::uuid, ${wanted}::app.metric[], ${from}) e
      ) t
      group by 1, 2`,
  );
  return new Map(
    quotas.map((quota) => {
      const known = rows.filter(({ metric }) => metric === quota.metric);
      const quantities = new Map(known.map(({ day, quantity }) => [day, Number(quantity)]));
      return [quota.metric, dailySeries(quota, quantities, { today, days: USAGE_DAYS })];
    }),
  );
}
