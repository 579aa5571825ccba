import { asTenant, type TenantContext } from '@/lib/db';
import type { Metric } from '@/lib/plans';
import type { Quota } from './quotas-of';
import { stopsAt } from './stops-at';

/** A share of a limit, in percent, that was reached and still is. */
export type UsageAlert = Pick<
  Quota,
  'metric' | 'used' | 'cap' | 'stopsAt' | 'period' | 'periodStart' | 'resetsAt'
> & {
  threshold: 80 | 100 | 120;
  limit: number;
};

/**
 * What the tenant's person is to be told on every page: of each metric the highest threshold that was noted, as long as it
 * holds under the present limit, unless banners are switched off for it, or the person has put it or a higher one away.
 * The most pressing first.
 */
export async function currentAlerts({ userId, organizationId }: TenantContext): Promise<UsageAlert[]> {
  const rows = await asTenant(
    { userId, organizationId },
    (tx) => tx.$queryRaw<Row[]>`
      select * from (
        select distinct on (a.metric) a.metric::text as metric, a.threshold, a.period_start as "periodStart",
          a.quota_limit as limit, c.used, q.cap::text as cap, q.period::text as period, q.period_end as "periodEnd"
        from app.usage_alerts a
        cross join lateral app.quotas_of(a.organization_id, array[a.metric], now()) q
        join app.usage_counters c
          on c.organization_id = a.organization_id and c.metric = a.metric and c.period_start = a.period_start
        left join app.usage_alert_settings s on s.organization_id = a.organization_id and s.metric = a.metric
        where a.organization_id = ${organizationId}::uuid
          and (a.period_start = 'epoch' or a.period_start > now() - interval '32 days')
          and q.period_start = a.period_start and q.quota_limit = a.quota_limit
          and c.used * 100::numeric >= a.quota_limit * a.threshold::numeric
          and coalesce(s.banner, true)
          and not exists (
            select from app.usage_alert_dismissals d
            where d.organization_id = a.organization_id and d.user_id = ${userId}::uuid and d.metric = a.metric
              and d.period_start = a.period_start and d.quota_limit = a.quota_limit and d.threshold >= a.threshold)
        order by a.metric, a.threshold desc
      ) t order by t.threshold desc, t.metric`,
  );
  return rows.map(({ periodStart, periodEnd, limit, used, ...rest }) => ({
    ...rest,
    used: Number(used),
    limit: Number(limit),
    stopsAt: stopsAt({ limit: Number(limit), cap: rest.cap }),
    periodStart: periodStart.toISOString(),
    resetsAt: periodEnd?.toISOString() ?? null,
  }));
}

type Row = {
  metric: Metric;
  threshold: UsageAlert['threshold'];
  periodStart: Date;
  limit: bigint;
  used: bigint;
  cap: UsageAlert['cap'];
  period: UsageAlert['period'];
  periodEnd: Date | null;
};
