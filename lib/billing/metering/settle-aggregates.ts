import { asService } from '@/lib/db';
import { logger, meterEvents } from '@/lib/observability';

/**
 * Sorts out, before anything is sent, what cannot be sent now or ever:
 * - what may have reached Stripe so long ago that a repeat might count twice is `uncertain`, and is never sent again
 * - what lies further back than meters take is `too_late`
 * - what belongs to an organization without a customer waits as `no_customer` until there is one
 *
 * The first two are money that may not be billed: they are logged as errors, with their ids, and counted.
 */
export async function settleAggregates(): Promise<void> {
  const lost = await asService('billing.settle_usage', async (tx) => {
    await tx.$executeRaw`
      update app.usage_aggregates a
      set meter_state = case when o.stripe_customer_id is null then 'no_customer' else 'pending' end::app.usage_meter_state
      from app.organizations o
      where o.id = a.organization_id and a.stripe_customer_id is null
        and a.meter_state = case when o.stripe_customer_id is null then 'pending' else 'no_customer' end::app.usage_meter_state`;
    return tx.$queryRaw<
      { id: string; organizationId: string; metric: string; state: 'uncertain' | 'too_late' }[]
    >`
      update app.usage_aggregates a
      set meter_state = case a.meter_state when 'sending' then 'uncertain' else 'too_late' end::app.usage_meter_state,
        meter_error = coalesce(a.meter_error, case a.meter_state
          when 'sending' then 'No answer came within the time in which Stripe knows an identifier again.'
          else 'It lies further back than meters take.' end)
      where (a.meter_state = 'sending' and a.meter_attempted_at < now() - make_interval(hours => ${repeatableHours}))
         or (a.meter_state in ('pending', 'no_customer')
             and greatest(a.bucket, a.period_start) < now() - make_interval(days => ${oldestDays}))
      returning a.id::text, a.organization_id::text as "organizationId", a.metric::text, a.meter_state::text as state`;
  });
  for (const { state, ...aggregate } of lost) {
    meterEvents.inc({ outcome: state });
    logger.error(aggregate, settled[state]);
  }
}

const settled = {
  uncertain: 'nobody can know whether Stripe has this usage; it is not sent again',
  too_late: 'this usage lies too far back to be billed',
};

// Stripe knows an identifier again for 24 hours at least.
const repeatableHours = 23;
// Meter events may be 35 days old.
const oldestDays = 35;
