import { z } from 'zod';
import { asTenant, type TenantContext } from '@/lib/db';
import { metrics } from '@/lib/plans';

/** Names alerts that were shown. */
export const shownAlertsSchema = z
  .array(
    z.object({
      metric: z.enum(metrics),
      periodStart: z.iso.datetime(),
      limit: z.int().positive().max(Number.MAX_SAFE_INTEGER),
      threshold: z.union([z.literal(80), z.literal(100), z.literal(120)]),
    }),
  )
  .max(metrics.length);

/** See {@link shownAlertsSchema}. */
export type ShownAlert = z.infer<typeof shownAlertsSchema>[number];

/**
 * Puts alerts away for the tenant's person alone: others still see them, and so does this person once a higher threshold
 * is reached or a new period begins. A repeat changes nothing; what was never noted is left out.
 */
export async function dismissAlerts(tenant: TenantContext, alerts: readonly ShownAlert[]): Promise<void> {
  await asTenant(tenant, async (tx) => {
    for (const { metric, periodStart, limit, threshold } of alerts) {
      await tx.$executeRaw`
        insert into app.usage_alert_dismissals (organization_id, user_id, metric, period_start, quota_limit, threshold)
        select a.organization_id, ${tenant.userId}::uuid, a.metric, a.period_start, a.quota_limit, a.threshold
        from app.usage_alerts a
        where a.organization_id = ${tenant.organizationId}::uuid and a.metric = ${metric}::app.metric
          and a.period_start = ${new Date(periodStart)} and a.quota_limit = ${limit}::bigint
          and a.threshold = ${threshold}::integer
        on conflict do nothing`;
    }
  });
}
