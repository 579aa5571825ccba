import { z } from 'zod';
import type { TenantContext } from '@/lib/db';
import { type CsvCell, toCsv } from '@/lib/http';
import { metrics } from '@/lib/plans';
import { quotasOf } from './quotas-of';
import { usageByDay } from './usage-by-day';
import { usageHistory } from './usage-history';

/** Which table is wanted. */
export const usageExportSchema = z.strictObject({
  by: z
    .enum(['period', 'day'])
    .default('period')
    .describe('A row for each period that was used, or for each of the last 30 UTC days.'),
  metric: z.enum(metrics).optional().describe('Of this one alone.'),
});

/** See {@link usageExportSchema}. */
export type UsageExport = z.infer<typeof usageExportSchema>;

/** What the tenant's organization used, as a table for spreadsheets. Times are UTC. */
export async function usageCsv(tenant: TenantContext, { by, metric }: UsageExport): Promise<string> {
  return toCsv(by === 'day' ? await dayRows(tenant, metric) : await periodRows(tenant, metric));
}

// More than a year of days.
const periodsMax = 400;

async function periodRows(tenant: TenantContext, metric: UsageExport['metric']): Promise<CsvCell[][]> {
  const periods = await usageHistory(tenant, { metric, most: periodsMax });
  return [
    ['metric', 'period_start', 'period_end', 'used', 'overage'],
    ...periods.map((each) => [each.metric, each.periodStart, each.periodEnd, each.used, each.overage]),
  ];
}

async function dayRows(tenant: TenantContext, metric: UsageExport['metric']): Promise<CsvCell[][]> {
  const quotas = (await quotasOf(tenant)).filter((quota) => !metric || quota.metric === metric);
  const byDay = await usageByDay(tenant, quotas);
  return [
    ['metric', 'date', 'used', 'level'],
    ...[...byDay].flatMap(([of, days]) =>
      days.map(({ date, quantity, level }): CsvCell[] => [of, date, quantity, level]),
    ),
  ];
}
