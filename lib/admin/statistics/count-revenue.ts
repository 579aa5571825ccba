import { z } from 'zod';
import type { Transaction } from '@/lib/db';
import { planIds } from '@/lib/plans';
import type { Day, Span } from './days';
import type { PlanRevenue, RevenueChange } from './revenue-figures';

/** What is paid each month, by plan, when a day begins: as the days before it were written down. */
export async function revenueBefore(tx: Transaction, day: Day): Promise<PlanRevenue[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select r.plan_id::text as "planId", count(*)::integer as organizations, sum(r.monthly_amount)::float8 as amount
    from (
      select distinct on (h.organization_id) h.plan_id, h.monthly_amount
      from app.recurring_revenue h where h.day < ${day}::date
      order by h.organization_id, h.day desc
    ) r
    where r.monthly_amount > 0
    group by 1`;
  return z
    .array(z.object({ planId: z.enum(planIds), organizations: z.number(), amount: z.number() }))
    .parse(rows);
}

/**
 * How what each organization pays differs, on each day of a span, from what it paid before. Found out from the
 * subscriptions, and compared with what was written down until the span; written down itself it is by `writeRevenue`.
 */
export async function findRevenueChanges(tx: Transaction, { from, to }: Span): Promise<FoundChange[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    with days as (
      select d::date as day, least((d + interval '1 day') at time zone 'UTC', now()) as ends
      from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
    ), known as materialized (
      select distinct on (h.organization_id) h.organization_id, h.plan_id, h.monthly_amount
      from app.recurring_revenue h where h.day < ${from}::date
      order by h.organization_id, h.day desc
    ), moving as materialized (
      -- Between two days of the span, only those pay something else who have a date in between.
      select distinct s.organization_id
      from app.subscriptions s
      cross join (select min(d.ends) as first, max(d.ends) as last from days d) span
      where (s.stripe_created_at > span.first and s.stripe_created_at <= span.last)
        or (s.trial_end > span.first and s.trial_end <= span.last)
        or (coalesce(s.ended_at, s.canceled_at) > span.first and coalesce(s.ended_at, s.canceled_at) <= span.last)
        or (s.past_due_since > span.first and s.past_due_since <= span.last)
        or (s.discount_ends_at > span.first and s.discount_ends_at <= span.last)
    ), paid as materialized (
      select d.day, r.organization_id, r.plan_id, r.monthly_amount
      from days d
      cross join lateral app.recurring_revenue_at(
        d.ends, case when d.day > ${from}::date then array(select m.organization_id from moving m) end) r
    ), involved as (
      select k.organization_id from known k where k.monthly_amount > 0
      union select p.organization_id from paid p
    ), series as (
      select i.organization_id, d.day, coalesce(p.monthly_amount, 0) as after, p.plan_id as plan_after,
        coalesce(lag(coalesce(p.monthly_amount, 0)) over w, k.monthly_amount, 0) as before,
        case when lag(d.day) over w is null then k.plan_id else lag(p.plan_id) over w end as plan_before,
        k.organization_id is not null
          or coalesce(bool_or(p.monthly_amount > 0)
            over (partition by i.organization_id order by d.day rows between unbounded preceding and 1 preceding), false)
          as has_paid
      from involved i
      join days d on d.day = ${from}::date or i.organization_id in (select m.organization_id from moving m)
      left join paid p on p.organization_id = i.organization_id and p.day = d.day
      left join known k on k.organization_id = i.organization_id
      window w as (partition by i.organization_id order by d.day)
    )
    select s.organization_id::text as "organizationId", to_char(s.day, 'YYYY-MM-DD') as day,
      s.before::float8 as before, s.after::float8 as after, s.has_paid as "hasPaid",
      case when s.before > 0 then s.plan_before end::text as "planBefore", s.plan_after::text as "planAfter"
    from series s
    where s.after <> s.before or (s.after > 0 and s.plan_after <> s.plan_before)`;
  return z.array(changeSchema.extend({ organizationId: z.uuid() })).parse(rows);
}

/** A change, and whose. */
export type FoundChange = RevenueChange & { organizationId: string };

/** Writes changes down, so that the days after can be compared with them. What is written stays. */
export async function writeRevenue(tx: Transaction, changes: readonly FoundChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    insert into app.recurring_revenue (organization_id, day, monthly_amount, plan_id)
    select * from unnest(
      ${changes.map(({ organizationId }) => organizationId)}::uuid[], ${changes.map(({ day }) => day)}::text[]::date[],
      ${changes.map(({ after }) => String(after))}::text[]::bigint[],
      ${changes.map(({ planAfter, planBefore }) => planAfter ?? planBefore)}::text[]::app.plan_id[])
    on conflict (organization_id, day) do nothing`;
}

/** The changes that are written down for the days of a span. */
export async function writtenRevenueChanges(tx: Transaction, { from, to }: Span): Promise<RevenueChange[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    select to_char(r.day, 'YYYY-MM-DD') as day, coalesce(b.monthly_amount, 0)::float8 as before,
      r.monthly_amount::float8 as after, b.organization_id is not null as "hasPaid",
      case when b.monthly_amount > 0 then b.plan_id end::text as "planBefore",
      case when r.monthly_amount > 0 then r.plan_id end::text as "planAfter"
    from app.recurring_revenue r
    left join lateral (
      select h.organization_id, h.monthly_amount, h.plan_id from app.recurring_revenue h
      where h.organization_id = r.organization_id and h.day < r.day
      order by h.day desc limit 1
    ) b on true
    where r.day between ${from}::date and ${to}::date`;
  return z.array(changeSchema).parse(rows);
}

const changeSchema = z.object({
  day: z.iso.date(),
  before: z.number(),
  after: z.number(),
  hasPaid: z.boolean(),
  planBefore: z.enum(planIds).nullable(),
  planAfter: z.enum(planIds).nullable(),
});
