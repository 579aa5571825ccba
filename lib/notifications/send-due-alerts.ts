import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { shownPlans } from '@/lib/flags';
import type { PlanId } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { stopsAt, type UsageAlert } from '@/lib/usage';
import { alertContent } from './alert-content';
import { mailRecipients } from './mail-recipients';
import { ATTEMPTS_MAX, type SendReport, sendAllDue } from './send-all-due';

/**
 * Mails the usage alerts that are due to the owners of their organizations, oldest first. Claimed, tried again and
 * never mailed twice like the notices of billing. What is mailed is true when it is mailed: an alert is withheld for good
 * when mails are switched off for its metric, when a higher threshold of the same limit is told instead, or when it does
 * not hold any more, because the period is over, the limit is another one, or less is used again.
 */
export function sendDueAlerts(): Promise<SendReport> {
  return sendAllDue({
    claim: claimAlert,
    deliver,
    markFailed,
    name: 'a usage alert',
    idOf: ({ organizationId, metric, threshold }) => ({ organizationId, metric, threshold }),
  });
}

type Claimed = {
  organizationId: string;
  metric: UsageAlert['metric'];
  periodStart: Date;
  limit: bigint;
  threshold: UsageAlert['threshold'];
  attempts: number;
  sentTo: string[];
};

async function claimAlert(): Promise<Claimed | undefined> {
  const [alert] = await asService(
    'notifications.claim_alert',
    (tx) => tx.$queryRaw<Claimed[]>`
      update app.usage_alerts a
      set attempts = attempts + 1, next_attempt_at = now() + interval '2 minutes'
      where (a.organization_id, a.metric, a.period_start, a.quota_limit, a.threshold) = (
        select organization_id, metric, period_start, quota_limit, threshold from app.usage_alerts
        where sent_at is null and withheld is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
        order by next_attempt_at limit 1
        for update skip locked)
      returning a.organization_id as "organizationId", a.metric::text as metric, a.period_start as "periodStart",
        a.quota_limit as limit, a.threshold, a.attempts, a.sent_to::text[] as "sentTo"`,
  );
  return alert;
}

/** @returns whether it was mailed; otherwise it is withheld */
async function deliver(claimed: Claimed): Promise<boolean> {
  const { organizationId, metric, periodStart, threshold, sentTo } = claimed;
  const present = await presentState(claimed);
  const reason = reasonToWithhold(present);
  if (reason !== null || !present) {
    await settle(claimed, reason);
    return false;
  }
  const { cap, period, periodEnd, planId, used, name, owners } = present;
  const limit = Number(claimed.limit);
  const alert: UsageAlert = {
    metric,
    threshold,
    limit,
    cap,
    stopsAt: stopsAt({ limit, cap }),
    period,
    used: Number(used),
    periodStart: periodStart.toISOString(),
    resetsAt: periodEnd?.toISOString() ?? null,
  };
  const { plans } = await readCatalogue();
  await mailRecipients({
    recipients: owners,
    sentTo,
    content: alertContent(alert, {
      organizationName: name,
      planId,
      plans: await shownPlans(plans, planId),
      appUrl: env().APP_URL,
    }),
    identity: `${organizationId} usage ${metric} ${alert.periodStart} ${limit} ${threshold}`,
    markSentTo: (userId) => markSentTo(claimed, userId),
  });
  await settle(claimed, null);
  return true;
}

type Present = {
  planId: PlanId;
  cap: UsageAlert['cap'];
  period: UsageAlert['period'];
  periodEnd: Date | null;
  used: bigint;
  wanted: boolean;
  passed: boolean;
  holds: boolean;
  name: string;
  owners: { id: string; email: string }[];
};

async function presentState({ organizationId, metric, periodStart, limit, threshold }: Claimed) {
  const [row] = await asService(
    'notifications.alert_state',
    (tx) => tx.$queryRaw<Present[]>`
      select q.plan_id::text as "planId", q.cap::text as cap, q.period::text as period, q.period_end as "periodEnd",
        c.used, coalesce(s.mail, true) as wanted,
        q.period_start = c.period_start and q.quota_limit = ${limit}::bigint
          and c.used * 100::numeric >= q.quota_limit * ${threshold}::numeric as holds,
        exists (
          select from app.usage_alerts h
          where h.organization_id = o.id and h.metric = q.metric and h.period_start = c.period_start
            and h.quota_limit = ${limit}::bigint and h.threshold > ${threshold}::integer) as passed,
        o.name, coalesce((
          select jsonb_agg(jsonb_build_object('id', u.id, 'email', u.email) order by u.id)
          from app.memberships m join app.users u on u.id = m.user_id
          where m.organization_id = o.id and m.role = 'owner' and u.status = 'active' and u.email <> ''), '[]') as owners
      from app.organizations o
      cross join lateral app.quotas_of(o.id, array[${metric}]::app.metric[], now()) q
      join app.usage_counters c
        on c.organization_id = o.id and c.metric = q.metric and c.period_start = ${periodStart}
      left join app.usage_alert_settings s on s.organization_id = o.id and s.metric = q.metric
      where o.id = ${organizationId}::uuid`,
  );
  return row;
}

function reasonToWithhold(present: Present | undefined): 'switched_off' | 'passed' | 'outdated' | null {
  if (!present) return 'outdated';
  if (!present.wanted) return 'switched_off';
  if (present.passed) return 'passed';
  return present.holds ? null : 'outdated';
}

/** Ends it for good: as mailed, or withheld for a reason. */
function settle(alert: Claimed, withheld: string | null): Promise<number> {
  return asService(
    'notifications.alert_settled',
    (tx) => tx.$executeRaw`
      update app.usage_alerts
      set sent_at = case when ${withheld}::text is null then now() end, withheld = ${withheld}, error = null
      where organization_id = ${alert.organizationId}::uuid and metric = ${alert.metric}::app.metric
        and period_start = ${alert.periodStart} and quota_limit = ${alert.limit}::bigint
        and threshold = ${alert.threshold}::integer`,
  );
}

function markSentTo(alert: Claimed, userId: string): Promise<number> {
  return asService(
    'notifications.alert_sent_to',
    (tx) => tx.$executeRaw`
      update app.usage_alerts set sent_to = array_append(sent_to, ${userId}::uuid)
      where organization_id = ${alert.organizationId}::uuid and metric = ${alert.metric}::app.metric
        and period_start = ${alert.periodStart} and quota_limit = ${alert.limit}::bigint
        and threshold = ${alert.threshold}::integer and not ${userId}::uuid = any(sent_to)`,
  );
}

async function markFailed(alert: Claimed, message: string, seconds: number): Promise<void> {
  await asService(
    'notifications.alert_failed',
    (tx) => tx.$executeRaw`
      update app.usage_alerts
      set error = ${message}, next_attempt_at = now() + make_interval(secs => ${seconds})
      where organization_id = ${alert.organizationId}::uuid and metric = ${alert.metric}::app.metric
        and period_start = ${alert.periodStart} and quota_limit = ${alert.limit}::bigint
        and threshold = ${alert.threshold}::integer`,
  );
}
