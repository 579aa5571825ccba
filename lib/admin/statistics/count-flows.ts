import { z } from 'zod';
import type { Transaction } from '@/lib/db';
import type { DayFigure } from './day-figure';
import { addDays, type Span, startOf } from './days';
import { figureIds } from './figures';

/**
 * What happened on each day of a span, by the moments that the rows themselves bear; counting it again says the same
 * unless more has become known. Days on which nothing happened are told only for what is not split.
 */
export async function countFlows(tx: Transaction, { from, to }: Span): Promise<DayFigure[]> {
  const [begin, end] = [startOf(from), startOf(addDays(to, 1))];
  const rows = await tx.$queryRaw<unknown[]>`
    with days as (
      select d::date as day from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
    ), found (figure, split, day, value) as (
      select 'sign_ups', '', (u.created_at at time zone 'UTC')::date, count(*)::float8
      from app.users u where u.created_at >= ${begin} and u.created_at < ${end} group by 3
      union all
      select 'confirmed', '', (u.email_confirmed_at at time zone 'UTC')::date, count(*)
      from app.users u where u.email_confirmed_at >= ${begin} and u.email_confirmed_at < ${end} group by 3
      union all
      select 'active_users', '', a.day, count(distinct a.user_id)
      from (
        select s.user_id, (s.last_seen_at at time zone 'UTC')::date as day from app.user_sessions s
        where s.last_seen_at >= ${begin} and s.last_seen_at < ${end}
        union all
        -- Seen last on a later day, and begun on one of these.
        select s.user_id, (s.created_at at time zone 'UTC')::date from app.user_sessions s
        where s.last_seen_at >= ${begin} and s.created_at >= ${begin} and s.created_at < ${end}
      ) a group by 3
      union all
      select 'trials_begun', '', (t.created_at at time zone 'UTC')::date, count(*)
      from app.trial_redemptions t
      where t.refused_at is null and t.created_at >= ${begin} and t.created_at < ${end} group by 3
      union all
      select 'conversions', '', (p.stripe_created_at at time zone 'UTC')::date, count(*)
      from app.payments p
      where p.stripe_created_at >= ${begin} and p.stripe_created_at < ${end}
        and p.status = 'succeeded' and p.amount_received > 0
        and not exists (
          select from app.payments e
          where e.organization_id = p.organization_id and e.status = 'succeeded' and e.amount_received > 0
            and (e.stripe_created_at, e.id) < (p.stripe_created_at, p.id))
      group by 3
      union all
      select 'failed_payments', '', (w.occurred_at at time zone 'UTC')::date, count(*)
      from app.webhook_events w
      where w.type = 'invoice.payment_failed' and w.occurred_at >= ${begin} and w.occurred_at < ${end} group by 3
      union all
      select 'usage', a.metric::text, (a.bucket at time zone 'UTC')::date, sum(a.quantity)
      from app.usage_aggregates a where a.bucket >= ${begin} and a.bucket < ${end} group by 2, 3
      union all
      select 'quota_hits', a.metric::text, (a.created_at at time zone 'UTC')::date, count(*)
      from app.usage_alerts a
      where a.threshold = 100 and a.created_at >= ${begin} and a.created_at < ${end} group by 2, 3
      union all
      select 'webhook_events', o.outcome, w.day, count(*)
      from (
        select e.status::text, (e.received_at at time zone 'UTC')::date as day from app.webhook_events e
        where e.received_at >= ${begin} and e.received_at < ${end}
      ) w cross join lateral (
        select 'received' as outcome union all select w.status where w.status <> 'received'
      ) o group by 2, 3
      union all
      select 'webhook_duration', q.name, w.day, q.value
      from (
        select (e.received_at at time zone 'UTC')::date as day,
          percentile_disc(array[0.5, 0.95]) within group (order by e.duration_ms) as durations
        from app.webhook_events e
        where e.received_at >= ${begin} and e.received_at < ${end} and e.status = 'processed'
          and e.duration_ms is not null
        group by 1
      ) w cross join lateral (values ('p50', w.durations[1]), ('p95', w.durations[2])) q (name, value)
    )
    select f.figure, f.split, to_char(f.day, 'YYYY-MM-DD') as day, f.value from found f
    union all
    select f.figure, '', to_char(d.day, 'YYYY-MM-DD'), 0
    from days d
    cross join unnest(${unsplit}::text[]) f (figure)
    where not exists (select from found x where x.figure = f.figure and x.day = d.day)`;
  return z.array(rowSchema).parse(rows);
}

/** Figures that have a number every day. */
const unsplit = ['sign_ups', 'confirmed', 'active_users', 'trials_begun', 'conversions', 'failed_payments'];

/** A number of a day as a statement tells it. */
export const rowSchema = z.object({
  figure: z.enum(figureIds),
  split: z.string(),
  day: z.iso.date(),
  value: z.number(),
});
