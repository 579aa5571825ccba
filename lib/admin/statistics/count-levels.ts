import { z } from 'zod';
import type { Transaction } from '@/lib/db';
import { rowSchema } from './count-flows';
import type { DayFigure } from './day-figure';
import { addDays, type Span, startOf } from './days';

/**
 * How many there were at the end of each day of a span: users, and organizations by plan. Of a day that is not over, how many
 * there are now; of one that is long over, as far as dates tell.
 */
export async function countLevels(tx: Transaction, { from, to }: Span): Promise<DayFigure[]> {
  const end = startOf(addDays(to, 1));
  const rows = await tx.$queryRaw<unknown[]>`
    with days as (
      select d::date as day, least((d + interval '1 day') at time zone 'UTC', now()) as ends
      from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 day') d
    ), made as (
      -- Whoever was there before the first day counts as made on it.
      select 'users' as figure, greatest((u.created_at at time zone 'UTC')::date, ${from}::date) as day, count(*) as made
      from app.users u where u.created_at < ${end} and u.status <> 'deleted' group by 2
      union all
      select 'organizations', greatest((o.created_at at time zone 'UTC')::date, ${from}::date), count(*)
      from app.organizations o where o.created_at < ${end} group by 2
    ), levels as (
      select f.figure, d.day, sum(coalesce(m.made, 0)) over (partition by f.figure order by d.day) as level
      from days d
      cross join (values ('users'), ('organizations')) f (figure)
      left join made m on m.figure = f.figure and m.day = d.day
    ), plans as (
      select d.day, p.plan_id::text as plan, count(*) as organizations
      from days d cross join lateral app.plans_at(d.ends) p group by 1, 2
    )
    select n.figure, n.split, to_char(n.day, 'YYYY-MM-DD') as day, n.value::float8 as value
    from (
      select 'users' as figure, '' as split, l.day, l.level as value from levels l where l.figure = 'users'
      union all
      select 'plans', p.plan, p.day, p.organizations from plans p
      union all
      select 'plans', 'free', l.day,
        greatest(0, l.level - coalesce((select sum(p.organizations) from plans p where p.day = l.day), 0))
      from levels l where l.figure = 'organizations'
    ) n`;
  return z.array(rowSchema).parse(rows);
}
