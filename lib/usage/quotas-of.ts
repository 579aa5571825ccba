import { z } from 'zod';
import { asTenant, type Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { type Metric, metrics, type planIds } from '@/lib/plans';
import { projectionOf } from './projection';
import { stopsAt } from './stops-at';

/**
 * What an organization may use of one metric, by its plan and what was agreed besides. `limit` null is unlimited;
 * `resetsAt` null never resets.
 */
export const quotaLimitSchema = z.object({
  metric: z.enum(metrics),
  limit: z.number().nullable().describe('Null is unlimited.'),
  cap: z.enum(['hard', 'soft', 'overage']),
  stopsAt: z
    .number()
    .nullable()
    .describe(
      'The most that can be used: the limit, or 120 % of it for a soft one; null when nothing stops.',
    ),
  period: z.enum(['total', 'day', 'week', 'month']),
  periodStart: z.iso.datetime(),
  resetsAt: z.iso.datetime().nullable().describe('Null never resets.'),
  overagePrice: z
    .object({ unitAmount: z.number(), quantity: z.number() })
    .nullable()
    .describe(
      'What is above the limit costs so many cents for each such quantity; null when nothing is billed.',
    ),
});

/** {@link quotaLimitSchema}, and where the organization stands with it. Reservations under way are not in `used` yet. */
export const quotaSchema = quotaLimitSchema.extend({
  used: z.number(),
  reserved: z.number().describe('Kept for work that is under way.'),
  remaining: z.number().nullable().describe('What can still be begun; null when nothing stops.'),
  overage: z
    .number()
    .describe(
      'What was used above the limit in this period and is billed; of what never resets, the most that stood above it this month.',
    ),
  projection: z
    .object({
      expected: z.number().describe('What will have been used when the period ends.'),
      reachesLimitAt: z.iso.datetime().nullable().describe('Null when the limit is not reached before.'),
    })
    .nullable()
    .describe('What comes of it at this pace; null where that cannot be said.'),
});

/** See {@link quotaLimitSchema}. */
export type QuotaLimit = z.infer<typeof quotaLimitSchema>;
/** See {@link quotaSchema}. */
export type Quota = z.infer<typeof quotaSchema>;

/** Where the tenant's organization stands with every metric, in their order. */
export function quotasOf(tenant: TenantContext): Promise<Quota[]> {
  return readQuotas(tenant, metrics);
}

/** {@link quotasOf} for one metric. */
export async function usageOf(tenant: TenantContext, metric: Metric): Promise<Quota> {
  const [quota] = await readQuotas(tenant, [metric]);
  if (!quota) throw new Error(`the catalogue has no limit for ${metric}`);
  return quota;
}

/**
 * How much more of a metric can be begun, as a transaction sees it; null when nothing stops. It holds until the end of the
 * transaction if that has counted for the organization, or tried to, before.
 */
export async function remainingIn(
  tx: Transaction,
  { organizationId }: TenantContext,
  metric: Metric,
): Promise<number | null> {
  const [row] = await rowsIn(tx, organizationId, [metric]);
  if (!row) throw new Error(`the catalogue has no limit for ${metric}`);
  return toQuota(row, new Date()).remaining;
}

/** The limits alone, and the plan that gives them. */
export async function limitsOf(
  tenant: TenantContext,
): Promise<{ planId: (typeof planIds)[number]; quotas: QuotaLimit[] }> {
  const rows = await readRows(tenant, metrics);
  return { planId: rows[0]?.planId ?? 'free', quotas: rows.map(toLimit) };
}

async function readQuotas(tenant: TenantContext, wanted: readonly Metric[]): Promise<Quota[]> {
  const now = new Date();
  return (await readRows(tenant, wanted)).map((row) => toQuota(row, now));
}

type Row = {
  metric: Metric;
  planId: (typeof planIds)[number];
  limit: bigint | null;
  cap: Quota['cap'];
  period: Quota['period'];
  periodStart: Date;
  periodEnd: Date | null;
  unitAmount: Prisma.Decimal | null;
  unitQuantity: bigint | null;
  used: bigint;
  reserved: bigint;
  overage: bigint;
  /** When the organization began. */
  begunAt: Date;
};

function readRows(tenant: TenantContext, wanted: readonly Metric[]): Promise<Row[]> {
  return asTenant(tenant, (tx) => rowsIn(tx, tenant.organizationId, wanted));
}

// Plan, overrides, periods and counters as one statement sees them.
function rowsIn(tx: Transaction, organizationId: string, wanted: readonly Metric[]): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
      select q.metric::text as metric, q.plan_id::text as "planId", q.quota_limit as limit, q.cap::text as cap,
        q.period::text as period, q.period_start as "periodStart", q.period_end as "periodEnd",
        q.overage_unit_amount as "unitAmount", q.overage_quantity as "unitQuantity",
        coalesce(c.used, 0) as used, coalesce(c.reserved, 0) as reserved,
        -- A counter without a period adds up what was billed in all months.
        coalesce(case when q.period = 'total' then k.overage else c.overage end, 0) as overage,
        o.created_at as "begunAt"
      from app.organizations o
      cross join lateral app.quotas_of(o.id, ${[...wanted]}::app.metric[], now()) q
      left join app.usage_counters c
        on c.organization_id = o.id and c.metric = q.metric and c.period_start = q.period_start
      left join app.usage_peaks k
        on k.organization_id = o.id and k.metric = q.metric and k.month_start = q.month_start
      where o.id = ${organizationId}::uuid
      order by q.metric`;
}

function toLimit(row: Row): QuotaLimit {
  const limit = row.limit === null ? null : Number(row.limit);
  return {
    metric: row.metric,
    limit,
    cap: row.cap,
    stopsAt: stopsAt({ limit, cap: row.cap }),
    period: row.period,
    periodStart: row.periodStart.toISOString(),
    resetsAt: row.periodEnd?.toISOString() ?? null,
    overagePrice:
      row.cap === 'overage' && limit !== null && row.unitAmount !== null && row.unitQuantity !== null
        ? { unitAmount: Number(row.unitAmount), quantity: Number(row.unitQuantity) }
        : null,
  };
}

function toQuota(row: Row, now: Date): Quota {
  const limit = toLimit(row);
  const [used, reserved] = [Number(row.used), Number(row.reserved)];
  return {
    ...limit,
    used,
    reserved,
    remaining: limit.stopsAt === null ? null : Math.max(0, limit.stopsAt - used - reserved),
    overage: Number(row.overage),
    projection: projectionOf({
      used,
      limit: limit.limit,
      period: row.period,
      start: new Date(Math.max(row.periodStart.getTime(), row.begunAt.getTime())),
      end: row.periodEnd,
      now,
    }),
  };
}
