import { z } from 'zod';
import { asService } from '@/lib/db';
import { activeSubscriptions, jobsUsedPerUser, logger, planUsers } from '@/lib/observability';
import { planIds } from '@/lib/plans';

/** Milliseconds for which the counts stand: they go over everybody, and nobody needs them by the second. */
export const BUSINESS_METRICS_MS = 60_000;

/**
 * Counts people by plan and by saved jobs, and subscriptions by plan, as the database has them, into the metrics of those
 * names. When the database does not answer, they stay as they were and all other metrics are told all the same.
 */
export function collectBusinessMetrics(): Promise<void> {
  if (!counted || counted.until <= Date.now()) {
    counted = { until: Date.now() + BUSINESS_METRICS_MS, done: collect() };
  }
  return counted.done;
}

/** Has the next collection count anew. For tests. */
export function forgetBusinessMetrics(): void {
  counted = undefined;
}

let counted: { until: number; done: Promise<void> } | undefined;

async function collect(): Promise<void> {
  try {
    tell(await count());
  } catch (err) {
    logger.warn({ err }, 'people and subscriptions could not be counted');
    // Asked again by the next collection.
    counted = undefined;
  }
}

/** Whoever acts for an organization without a plan of its own is on Free; plans are looked up for all others alone. */
async function count() {
  const [row] = await asService('metrics.count', async (tx) => {
    await tx.$executeRaw`set local statement_timeout = '5s'`;
    return tx.$queryRaw<{ people: unknown; subscriptions: unknown }[]>`
        with planned as materialized (
          select o.id, app.effective_plan_id(o.id)::text as plan
          from (
            select s.organization_id as id from app.subscriptions s
            union select b.organization_id from app.payments b where b.grants_plan_id is not null
            union select g.organization_id from app.plan_grants g
          ) o
        ), people as (
          select coalesce(p.plan, 'free') as plan, coalesce(c.used, 0) as jobs, count(*)::integer as people
          from app.users u
          cross join lateral (
            select coalesce((
              select m.organization_id from app.memberships m
              where m.user_id = u.id and m.organization_id = u.active_organization_id), u.id) as id
          ) acting
          left join planned p on p.id = acting.id
          left join app.usage_counters c on c.organization_id = acting.id and c.metric = 'saved_jobs'
          where u.status = 'active'
          group by 1, 2
        )
        select
          (select coalesce(jsonb_agg(jsonb_build_object('plan', p.plan, 'jobs', p.jobs, 'people', p.people)), '[]')
           from people p) as people,
          (select coalesce(jsonb_object_agg(s.plan_id, s.count), '{}')
           from (
             select plan_id, count(*) from app.subscriptions
             where status in ('active', 'trialing', 'past_due') group by 1
           ) s) as subscriptions`;
  });
  return countSchema.parse(row);
}

const countSchema = z.object({
  people: z.array(z.object({ plan: z.enum(planIds), jobs: z.number(), people: z.number() })),
  subscriptions: z.partialRecord(z.enum(planIds), z.number()),
});

function tell({ people, subscriptions }: z.infer<typeof countSchema>): void {
  const jobsOf = new Map(
    planIds.map((planId) => [
      planId,
      people.filter(({ plan }) => plan === planId).map(({ jobs, people: count }) => ({ value: jobs, count })),
    ]),
  );
  jobsUsedPerUser.tell(jobsOf);
  for (const [plan, counted] of jobsOf) {
    planUsers.set(
      { plan },
      counted.reduce((sum, { count }) => sum + count, 0),
    );
    activeSubscriptions.set({ tier: plan }, subscriptions[plan] ?? 0);
  }
}
