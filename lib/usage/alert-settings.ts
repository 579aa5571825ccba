import { type AuditActor, recordAudit } from '@/lib/audit';
import { asService, asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { type Metric, metrics } from '@/lib/plans';

/** How an organization is told that a share of a metric's limit is reached. */
export type AlertSetting = { metric: Metric; mail: boolean; banner: boolean };

/** How the tenant's organization is told, of every metric; both ways where nobody has said anything. */
export function alertSettingsOf(tenant: TenantContext): Promise<AlertSetting[]> {
  return asTenant(tenant, (tx) => settingsIn(tx, tenant.organizationId));
}

/**
 * Changes how the organization is told of these metrics. What was reached while mails were switched off is not mailed
 * later.
 * @param actor who does it, as the audit log names them
 * @throws ProblemError 403 for everybody but owners and admins
 */
export async function saveAlertSettings(
  { userId, organizationId }: TenantContext,
  settings: readonly AlertSetting[],
  actor: AuditActor,
): Promise<void> {
  await asService('usage.save_alert_settings', async (tx) => {
    // Of two people who save at once, the second one changes what the first has left, and is recorded so.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`usage.alerts:${organizationId}`}, 0))`;
    await requireManager(tx, organizationId, userId);
    const before = await settingsIn(tx, organizationId);
    for (const { metric, mail, banner } of settings) {
      await tx.usageAlertSetting.upsert({
        where: { organizationId_metric: { organizationId, metric } },
        create: { organizationId, metric, mail, banner },
        update: { mail, banner, updatedAt: new Date() },
      });
    }
    const changed = settings.filter((after) => !before.some((former) => isSame(former, after)));
    if (changed.length === 0) return;
    const former = before.filter(({ metric }) => changed.some((each) => each.metric === metric));
    await recordAudit(tx, {
      actor,
      action: 'usage_alerts.changed',
      target: { kind: 'organization', id: organizationId },
      organizationId,
      before: byMetric(former),
      after: byMetric(changed),
    });
  });
}

// Keeps the role as it is until the transaction ends: whoever loses it at this moment does so before or after.
async function requireManager(tx: Transaction, organizationId: string, userId: string): Promise<void> {
  const [member] = await tx.$queryRaw<{ role: string }[]>`
    select m.role::text as role from app.memberships m
    where m.organization_id = ${organizationId}::uuid and m.user_id = ${userId}::uuid
    for share`;
  if (member?.role === 'owner' || member?.role === 'admin') return;
  throw problems.forbidden('Only owners and admins of this organization can switch its alerts on and off.');
}

async function settingsIn(tx: Transaction, organizationId: string): Promise<AlertSetting[]> {
  const rows = await tx.usageAlertSetting.findMany({ where: { organizationId } });
  return metrics.map((metric) => {
    const row = rows.find((each) => each.metric === metric);
    return { metric, mail: row?.mail ?? true, banner: row?.banner ?? true };
  });
}

function isSame(one: AlertSetting, other: AlertSetting): boolean {
  return one.metric === other.metric && one.mail === other.mail && one.banner === other.banner;
}

function byMetric(settings: readonly AlertSetting[]): Record<string, { mail: boolean; banner: boolean }> {
  return Object.fromEntries(settings.map(({ metric, mail, banner }) => [metric, { mail, banner }]));
}
