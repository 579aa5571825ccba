import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { type Metric, metrics } from '@/lib/plans';

/** How an organization is told that a share of a metric's limit is reached. */
export type AlertSetting = { metric: Metric; mail: boolean; banner: boolean };

/** How the tenant's organization is told, of every metric; both ways where nobody has said anything. */
export async function alertSettingsOf(tenant: TenantContext): Promise<AlertSetting[]> {
  const rows = await asTenant(tenant, (tx) =>
    tx.usageAlertSetting.findMany({ where: { organizationId: tenant.organizationId } }),
  );
  return metrics.map((metric) => {
    const row = rows.find((each) => each.metric === metric);
    return { metric, mail: row?.mail ?? true, banner: row?.banner ?? true };
  });
}

/**
 * Changes how the organization is told of these metrics. What was reached while mails were switched off is not mailed
 * later.
 * @throws ProblemError 403 for everybody but owners and admins
 */
export async function saveAlertSettings(
  tenant: TenantContext,
  settings: readonly AlertSetting[],
): Promise<void> {
  const { organizationId } = tenant;
  await asTenant(tenant, async (tx) => {
    const [answer] = await tx.$queryRaw<
      { role: string | null }[]
    >`select app.current_member_role()::text as role`;
    if (answer?.role !== 'owner' && answer?.role !== 'admin') {
      throw problems.forbidden(
        'Only owners and admins of this organization can switch its alerts on and off.',
      );
    }
    // In one order, so that two people who save at once do not wait for each other in a circle.
    for (const { metric, mail, banner } of settings.toSorted((a, b) => a.metric.localeCompare(b.metric))) {
      await tx.usageAlertSetting.upsert({
        where: { organizationId_metric: { organizationId, metric } },
        create: { organizationId, metric, mail, banner },
        update: { mail, banner, updatedAt: new Date() },
      });
    }
  });
}
