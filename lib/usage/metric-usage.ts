import type { TenantContext } from '@/lib/db';
import type { Metric } from '@/lib/plans';
import type { UsageDay } from './daily-series';
import { type Quota, usageOf } from './quotas-of';
import { usageByDay } from './usage-by-day';
import { type UsagePeriod, usageHistory } from './usage-history';

/** How many periods of a metric are shown. */
export const USAGE_PERIODS = 24;

/** How one metric stands, its last days, oldest first, and its last periods, newest first. */
export async function metricUsage(
  tenant: TenantContext,
  metric: Metric,
): Promise<{ quota: Quota; daily: UsageDay[]; history: UsagePeriod[] }> {
  const quota = await usageOf(tenant, metric);
  const [byDay, history] = await Promise.all([
    usageByDay(tenant, [quota]),
    usageHistory(tenant, { metric, most: USAGE_PERIODS }),
  ]);
  return { quota, daily: byDay.get(metric) ?? [], history };
}
