import type { Admin } from '@/lib/auth';
import { asService, Prisma, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Metric, PlanId } from '@/lib/plans';
import { editPlanIn, type KeptPlan, type PlanEdit, plansIn } from '@/lib/plans/server';
import { asAdmin } from '../as-admin';

/** A plan with how many organizations it is in force for now. */
export type PlanStanding = KeptPlan & { inForce: number };

/** All plans, lowest rank first, with whom they are in force for. */
export function planStandings(): Promise<PlanStanding[]> {
  return asService('admin.plans', async (tx) => {
    const counts = await inForceIn(tx);
    return (await plansIn(tx)).map((plan) => ({ ...plan, inForce: counts.get(plan.id) ?? 0 }));
  });
}

/**
 * Whom a change of a plan would meet: how many organizations have the plan now, and of each metric whose limit changes how many
 * of them have used more than the present limit and than the new one. Who has a limit of their own is met by neither.
 */
export type PlanPreview = {
  inForce: number;
  limits: { metric: Metric; overNow: number; overThen: number }[];
};

/** See {@link PlanPreview}. Nothing is changed. @throws ProblemError 404 for a plan that is not there */
export function previewPlanEdit(planId: PlanId, { limits = {} }: PlanEdit): Promise<PlanPreview> {
  return asService('admin.plan_preview', async (tx) => {
    const plan = (await plansIn(tx)).find(({ id }) => id === planId);
    if (!plan) throw problems.notFound();
    const inForce = (await inForceIn(tx)).get(planId) ?? 0;
    const changed = Object.entries(limits).flatMap(([name, { limit }]) => {
      const metric = name as Metric;
      return plan.limits[metric].limit === limit
        ? []
        : [{ metric, now: plan.limits[metric].limit, next: limit }];
    });
    const found: PlanPreview['limits'] = [];
    for (const each of changed) found.push({ metric: each.metric, ...(await overIn(tx, planId, each)) });
    return { inForce, limits: found };
  });
}

/**
 * Changes a plan for everybody who has it, at once; see `editPlanIn`.
 * @param seen when the plan had been changed last, as the page showed it
 * @returns the plan as it is now
 * @throws ProblemError 404 for no admin and for no plan, 409 when somebody else changed it since, 422 without a reason and for
 * what cannot be
 */
export async function editPlan(
  admin: Admin,
  planId: PlanId,
  edit: PlanEdit,
  { reason, seen }: { reason: string; seen?: Date | undefined },
): Promise<KeptPlan> {
  const deed = { action: 'plan.edited', target: { kind: 'plan', id: planId }, reason } as const;
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const { before, after } = await editPlanIn(tx, planId, edit, seen);
    const change = { before: factsOf(before), after: factsOf(after) };
    const isSame = JSON.stringify(change.before) === JSON.stringify(change.after);
    return { answer: after, label: after.name, change: isSame ? null : change };
  });
  return answer;
}

/**
 * {@link editPlan} with its preview, or with `dryRun` the preview alone.
 * @returns the plan as it is now, as everybody may read it
 */
export async function changePlanOf(
  admin: Admin,
  planId: PlanId,
  { reason, seen, dryRun, ...edit }: PlanEdit & { reason: string; seen?: Date | undefined; dryRun: boolean },
): Promise<{ plan: ToldPlan; preview: PlanPreview }> {
  // Before the change, or everybody would be above the new limit already.
  const preview = await previewPlanEdit(planId, edit);
  if (!dryRun) return { plan: toldPlan(await editPlan(admin, planId, edit, { reason, seen })), preview };
  const plans = await asService('admin.plans', (tx) => plansIn(tx));
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) throw problems.notFound();
  return { plan: toldPlan(plan), preview };
}

/** A plan as the API tells it. */
export type ToldPlan = Omit<KeptPlan, 'prices' | 'updatedAt'> & {
  prices: { interval: KeptPlan['prices'][number]['interval']; currency: string; unitAmount: number }[];
  updatedAt: string;
};

/** See {@link ToldPlan}. */
export function toldPlan({ prices, updatedAt, ...plan }: KeptPlan): ToldPlan {
  return {
    ...plan,
    prices: prices.map(({ interval, currency, unitAmount }) => ({ interval, currency, unitAmount })),
    updatedAt: updatedAt.toISOString(),
  };
}

/** A plan as the log compares it: one field for each thing that can be changed by itself. */
function factsOf({ limits, features, rateLimits, active }: KeptPlan): Record<string, unknown> {
  return {
    active,
    features: [...features].sort(),
    ...rateLimits,
    ...Object.fromEntries(
      Object.entries(limits)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([metric, { limit, cap }]) => [`limits.${metric}`, { limit, cap }]),
    ),
  };
}

/** Whoever has nothing that could give a plan is on Free; only of all others is it asked. */
async function inForceIn(tx: Transaction): Promise<Map<PlanId, number>> {
  await tx.$executeRaw`set local statement_timeout = '20s'`;
  const rows = await tx.$queryRaw<{ planId: PlanId; organizations: bigint }[]>`
    with planned as materialized (
      select app.effective_plan_id(o.id) as plan_id
      from (
        select s.organization_id as id from app.subscriptions s
        union select b.organization_id from app.payments b where b.grants_plan_id is not null
        union select g.organization_id from app.plan_grants g
      ) o
    )
    select p.id::text as "planId",
      case when p.id = 'free'
        then (select count(*) from app.organizations) - (select count(*) from planned d where d.plan_id <> 'free')
        else (select count(*) from planned d where d.plan_id = p.id) end as organizations
    from app.plans p`;
  return new Map(rows.map(({ planId, organizations }) => [planId, Number(organizations)]));
}

type ChangedLimit = { metric: Metric; now: number | null; next: number | null };

// Seats that are paid for come on top of either limit. From the counters, most of which are below both.
async function overIn(
  tx: Transaction,
  planId: PlanId,
  { metric, now, next }: ChangedLimit,
): Promise<{ overNow: number; overThen: number }> {
  const least = Math.min(now ?? Number.MAX_SAFE_INTEGER, next ?? Number.MAX_SAFE_INTEGER);
  const over = (limit: number | null) =>
    limit === null
      ? Prisma.sql`false`
      : Prisma.sql`c.used > ${limit}::bigint + coalesce(q.quota_limit - ${now}::bigint, 0)`;
  const [row] = await tx.$queryRaw<{ overNow: bigint; overThen: bigint }[]>`
    select count(*) filter (where ${over(now)}) as "overNow", count(*) filter (where ${over(next)}) as "overThen"
    from app.usage_counters c
    cross join lateral app.quotas_of(c.organization_id, array[${metric}::app.metric], now()) q
    where c.metric = ${metric}::app.metric and c.used > ${least}::bigint
      and (c.period_end is null or c.period_end > now())
      and q.plan_id = ${planId}::app.plan_id and q.period_start = c.period_start
      and not exists (
        select from app.entitlement_overrides r
        where r.organization_id = c.organization_id and r.kind = 'limit' and r.subject = ${metric}
          and (r.expires_at is null or r.expires_at > now()))`;
  return { overNow: Number(row?.overNow ?? 0), overThen: Number(row?.overThen ?? 0) };
}
