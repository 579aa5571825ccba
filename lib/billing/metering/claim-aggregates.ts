import { asService } from '@/lib/db';
import type { Metric } from '@/lib/plans';

/** An aggregate that is about to be sent. `tried`: an earlier request may have brought it to Stripe. */
export type ClaimedAggregate = {
  organizationId: string;
  id: string;
  metric: Metric;
  bucket: Date;
  /** Whole number of the metric's smallest unit. */
  value: string;
  /** Seconds since 1970, in the period to which it belongs. */
  timestamp: number;
  stripeCustomerId: string;
  attempts: number;
  tried: boolean;
};

/** What a run does not ask for any more, and the one organization that it is about; null for all. */
export type Bounds = {
  metrics: ReadonlySet<Metric>;
  lanes: ReadonlySet<string>;
  organizationId: string | null;
};

/** The place of an aggregate in the order in which a run goes over them. */
export type Place = Pick<ClaimedAggregate, 'bucket' | 'id'>;

/** What Stripe takes one at a time: a customer's usage of one meter. */
export function laneOf({ stripeCustomerId, metric }: Pick<ClaimedAggregate, 'stripeCustomerId' | 'metric'>) {
  return `${stripeCustomerId}:${metric}`;
}

/**
 * Notes of the next aggregates that they are being sent, before any request is made: whatever happens then, it is known
 * that Stripe may have them. Oldest first, each at most once per run. An aggregate that was tried goes to the customer
 * for whom it was tried.
 */
export async function claimAggregates(
  after: Place | undefined,
  { metrics, lanes, organizationId }: Bounds,
): Promise<ClaimedAggregate[]> {
  const from = after?.bucket ?? new Date(0);
  const fromId = after?.id ?? '00000000-0000-0000-0000-000000000000';
  const claimed = await asService(
    'billing.claim_usage',
    (tx) => tx.$queryRaw<ClaimedAggregate[]>`
      with due as (
        select a.organization_id, a.id, a.meter_state, coalesce(a.stripe_customer_id, o.stripe_customer_id) as customer
        from app.usage_aggregates a join app.organizations o on o.id = a.organization_id
        where a.meter_state in ('pending', 'sending') and (a.bucket, a.id) > (${from}::timestamptz, ${fromId}::uuid)
          and coalesce(a.stripe_customer_id, o.stripe_customer_id) is not null
          and (${organizationId}::uuid is null or a.organization_id = ${organizationId}::uuid)
          and a.metric::text <> all (${[...metrics]}::text[])
          and coalesce(a.stripe_customer_id, o.stripe_customer_id) || ':' || a.metric <> all (${[...lanes]}::text[])
        order by a.bucket, a.id
        limit ${perRound}
        for update of a
      )
      update app.usage_aggregates a
      set meter_state = 'sending', stripe_customer_id = d.customer, meter_attempts = a.meter_attempts + 1,
        meter_attempted_at = coalesce(a.meter_attempted_at, now())
      from due d
      where a.organization_id = d.organization_id and a.id = d.id
      returning a.organization_id::text as "organizationId", a.id::text, a.metric::text, a.bucket,
        a.overage_quantity::text as value,
        -- What opens a month is billed in the month that it opens, to the second.
        ceil(extract(epoch from case when a.event_count = 0 then date_trunc('second', a.created_at)
          else greatest(a.bucket, a.period_start) end))::float8 as timestamp,
        a.stripe_customer_id as "stripeCustomerId", a.meter_attempts as attempts,
        d.meter_state = 'sending' as tried`,
  );
  return claimed.sort((a, b) => a.bucket.getTime() - b.bucket.getTime() || (a.id < b.id ? -1 : 1));
}

const perRound = 200;
