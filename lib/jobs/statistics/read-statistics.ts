import { asTenant, Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { hasFeature } from '@/lib/entitlements';
import { type DayFigures, weeksOf, withAllDays } from './calendar';
import { type FunnelCounts, funnelOf, sumOf } from './funnel';
import { daysOf } from './ranges';
import { type AdvancedStatistics, type JobStatistics, type StatisticsQuery, stages } from './schema';

/** Days of the calendar of what was done. */
const CALENDAR_DAYS = 365;

/**
 * How the organization's search goes: of the jobs that were saved within the range and are still there, what became of
 * each at any time. What the plan does not have is not reckoned. One transaction, so that its parts agree.
 * Of every number `definitions.ts` says what it counts; both have to be changed together.
 */
export async function readStatistics(
  tenant: TenantContext,
  { range, timeZone }: StatisticsQuery,
): Promise<JobStatistics> {
  const isAdvanced = await hasFeature(tenant, 'advanced_analytics');
  return asTenant(tenant, async (tx) => {
    // Behind row-level security and in what a statement makes for itself the planner takes everything for a few rows, and would
    // compare each job with each step.
    await tx.$queryRaw`select set_config('enable_nestloop', 'off', true)`;
    const cohort = cohortOf(tenant, daysOf(range), timeZone);
    const { sources, stages } = await reachedIn(tx, cohort);
    const advanced = isAdvanced
      ? {
          stages,
          sources: sources.map(({ source, ...counts }) => ({ source, ...funnelOf(counts) })),
          ...(await calendar(tx, tenant, range, timeZone)),
        }
      : null;
    return { range, timeZone, funnel: funnelOf(sumOf(sources)), advanced };
  });
}

/** SQL for the jobs that are looked at (`cohort`), and for the steps of their history (`steps`). */
function cohortOf({ organizationId }: TenantContext, days: number | null, timeZone: string): Prisma.Sql {
  const since =
    days === null
      ? Prisma.sql`'-infinity'::timestamptz`
      : Prisma.sql`(date_trunc('day', now() at time zone ${timeZone}) - make_interval(days => ${days - 1}::integer)) at time zone ${timeZone}`;
  return Prisma.sql`
    cohort as materialized (
      select j.id, j.status::text as status, nullif(lower(btrim(j.source)), '') as source, j.applied_at
      from app.saved_jobs j
      where j.organization_id = ${organizationId}::uuid and j.created_at >= ${since}
    ), history as materialized (${stepsOf(organizationId)}),
    steps as materialized (select h.* from history h join cohort c on c.id = h.job_id)`;
}

// Where a job was for less than a minute it was by a slip, or on its way to where somebody wanted it: that is no step. What
// is left of a slip that was taken back is where it was before, and no step either.
function stepsOf(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    select k.job_id, k.from_status, k.to_status, k.changed_at, lead(k.changed_at) over of_job as left_at
    from (
      select h.*, lag(h.to_status) over of_job as status_before
      from (
        select c.job_id, c.id, c.from_status::text as from_status, c.to_status::text as to_status, c.changed_at,
          lead(c.changed_at) over of_job as next_at
        from app.job_status_changes c
        where c.organization_id = ${organizationId}::uuid
        window of_job as (partition by c.job_id order by c.changed_at, c.id)
      ) h
      where h.next_at is null or h.next_at >= h.changed_at + interval '1 minute'
      window of_job as (partition by h.job_id order by h.changed_at, h.id)
    ) k
    where k.status_before is distinct from k.to_status
    window of_job as (partition by k.job_id order by k.changed_at, k.id)`;
}

type Reached = {
  sources: (FunnelCounts & { source: string | null })[];
  stages: AdvancedStatistics['stages'];
};

// Who got an offer has had talks, and who was turned down with a date of application had applied: what was saved late,
// or imported, has no step of each stage.
async function reachedIn(tx: Transaction, cohort: Prisma.Sql): Promise<Reached> {
  const [row] = await tx.$queryRaw<Reached[]>`
    with ${cohort}, reached as (
      select job_id,
        bool_or(to_status in ('applied', 'interviewing', 'offer')) as applied,
        bool_or(to_status in ('interviewing', 'offer')) as interviewing,
        bool_or(to_status = 'offer') as offer,
        bool_or(to_status = 'rejected') as rejected
      from steps group by job_id
    ), jobs as (
      select c.source, coalesce(r.applied or (r.rejected and c.applied_at is not null), false) as applied,
        coalesce(r.interviewing, false) as interviewing, coalesce(r.offer, false) as offer,
        coalesce(r.interviewing or r.rejected, false) as heard
      from cohort c left join reached r on r.job_id = c.id
    ), sources as (
      select source, count(*) as saved, count(*) filter (where applied) as applied,
        count(*) filter (where interviewing) as interviewing, count(*) filter (where offer) as offer,
        count(*) filter (where applied and heard) as answered
      from jobs group by source
    ), stages as (
      select s.position, s.stage, m.median as "medianSeconds", coalesce(m.left, 0) as left, coalesce(n.now, 0) as now
      from unnest(${[...stages]}::text[]) with ordinality s (stage, position)
      left join (
        select to_status, count(*) as left,
          percentile_cont(0.5) within group (order by extract(epoch from left_at - changed_at)) as median
        from steps where left_at is not null group by to_status
      ) m on m.to_status = s.stage
      left join (select status, count(*) as now from cohort group by status) n on n.status = s.stage
    )
    select
      (select coalesce(jsonb_agg(to_jsonb(s) order by s.saved desc, s.source), '[]') from sources s) as sources,
      (select jsonb_agg(to_jsonb(s) - 'position' order by s.position) from stages s) as stages`;
  if (!row) throw new Error('The database told nothing.');
  return row;
}

// An application is on the day that its job has for it, also where its history begins later; a move is any other step but the first.
async function calendar(
  tx: Transaction,
  { organizationId }: TenantContext,
  range: StatisticsQuery['range'],
  timeZone: string,
): Promise<Pick<AdvancedStatistics, 'days' | 'weeks'>> {
  const rows = await tx.$queryRaw<(DayFigures & { today: string })[]>`
    with bounds as (
      select (now() at time zone ${timeZone})::date as today
    ), since as (
      select (today - ${CALENDAR_DAYS - 1}::integer)::timestamp at time zone ${timeZone} as at from bounds
    ), happened as (
      select (created_at at time zone ${timeZone})::date as day, 1 as saved, 0 as applied, 0 as moved
      from app.saved_jobs
      where organization_id = ${organizationId}::uuid and created_at >= (select at from since)
      union all
      select (applied_at at time zone ${timeZone})::date, 0, 1, 0
      from app.saved_jobs
      -- One that is only saved was applied by a slip.
      where organization_id = ${organizationId}::uuid and applied_at >= (select at from since) and status <> 'saved'
      union all
      select (changed_at at time zone ${timeZone})::date, 0, 0, 1
      from (${stepsOf(organizationId)}) h
      where h.changed_at >= (select at from since) and h.to_status <> 'applied' and h.from_status is not null
    )
    select to_char(b.today, 'YYYY-MM-DD') as today, to_char(d.day, 'YYYY-MM-DD') as date,
      coalesce(sum(d.saved), 0)::integer as saved, coalesce(sum(d.applied), 0)::integer as applied,
      coalesce(sum(d.moved), 0)::integer as moved
    from bounds b left join happened d on d.day <= b.today
    group by b.today, d.day`;
  const today = rows[0]?.today;
  if (today === undefined) throw new Error('The database told no day.');
  const known = rows.map(({ date, saved, applied, moved }) => ({ date, saved, applied, moved }));
  const days = withAllDays(known, today, CALENDAR_DAYS);
  return { days, weeks: weeksOf(days.slice(-(daysOf(range) ?? CALENDAR_DAYS))) };
}
