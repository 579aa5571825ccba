import { logger, meterEvents } from '@/lib/observability';
import type { Metric } from '@/lib/plans';
import { underLease } from '@/lib/resilience';
import { meterNameOf } from '../catalogue-prices';
import { callStripe, isStripeAvailable } from '../stripe';
import { type ClaimedAggregate, claimAggregates, laneOf, type Place } from './claim-aggregates';
import { type MeterOutcome, meterOutcomeOf } from './meter-outcome';
import { putBack, recordOutcome } from './record-outcome';
import { settleAggregates } from './settle-aggregates';

/** How many aggregates Stripe has now, and how many of those that were tried it has not, or may not have. */
export type MeterReport = { sent: number; failed: number };

/**
 * Tells Stripe's meters of all overage that is due, one meter event per aggregate, named by the aggregate's id. That an
 * aggregate is being sent is committed before the request, and what became of it after; in between it may have reached
 * Stripe or not, and is sent again under the same identifier, as long as Stripe knows that again, so that it counts once
 * wherever this is killed. Whatever fails is tried again by the next run. One run at a time, whichever processes ask.
 * @param organizationId of whom alone is to be told; without it of all
 * @returns null when another run is going on, which may have passed that organization already
 */
export async function reportUsage(organizationId: string | null = null): Promise<MeterReport | null> {
  const leased = await underLease('billing.report_usage', () => report(organizationId));
  return leased.held ? leased.result : null;
}

type Run = {
  report: MeterReport;
  metrics: Set<Metric>;
  lanes: Set<string>;
  organizationId: string | null;
};

async function report(organizationId: string | null): Promise<MeterReport> {
  await settleAggregates();
  const run: Run = {
    report: { sent: 0, failed: 0 },
    metrics: new Set(),
    lanes: new Set(),
    organizationId,
  };
  let after: Place | undefined;
  while (isStripeAvailable()) {
    const claimed = await claimAggregates(after, run);
    after = claimed.at(-1);
    if (!after) break;
    await sendRound(claimed, run);
  }
  return run.report;
}

// As many requests at once as Stripe serves in a sandbox with room to spare.
const concurrency = 4;
// A process that stood still for so long does not know any more who else has sent it.
const claimMsMax = 600_000;

async function sendRound(claimed: ClaimedAggregate[], run: Run): Promise<void> {
  const claimedAt = Date.now();
  const waiting = [...Map.groupBy(claimed, laneOf).values()];
  const work = async () => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) await sendLane(lane, run, claimedAt);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** Sends one customer's usage of one meter, one after the other, until something speaks against going on. */
async function sendLane(lane: ClaimedAggregate[], run: Run, claimedAt: number): Promise<void> {
  for (const [index, aggregate] of lane.entries()) {
    const isStopped = run.lanes.has(laneOf(aggregate)) || run.metrics.has(aggregate.metric);
    if (isStopped || !isStripeAvailable() || Date.now() - claimedAt > claimMsMax) {
      return putBack(lane.slice(index));
    }
    const outcome = await send(aggregate);
    await recordOutcome(aggregate, outcome);
    take(aggregate, outcome, run);
  }
}

async function send(aggregate: ClaimedAggregate): Promise<MeterOutcome> {
  const { id, metric, value, timestamp, stripeCustomerId } = aggregate;
  let wasMade = false;
  try {
    await callStripe((stripe) => {
      wasMade = true;
      return stripe.billing.meterEvents.create(
        {
          event_name: meterNameOf(metric),
          identifier: id,
          timestamp,
          payload: { stripe_customer_id: stripeCustomerId, value },
        },
        { maxNetworkRetries: 0 },
      );
    });
    return { kind: 'sent' };
  } catch (error) {
    return meterOutcomeOf(error, wasMade);
  }
}

function take(aggregate: ClaimedAggregate, outcome: MeterOutcome, run: Run): void {
  meterEvents.inc({ outcome: outcome.kind });
  if (outcome.kind === 'sent') {
    run.report.sent += 1;
    return;
  }
  run.report.failed += 1;
  const { organizationId, id, metric, stripeCustomerId } = aggregate;
  logger.error({ organizationId, id, metric, stripeCustomerId, ...outcome }, 'usage was not reported');
  const stops =
    outcome.kind === 'not_sent' ? outcome.stops : outcome.kind === 'unknown' ? 'customer' : 'this';
  if (stops === 'customer') run.lanes.add(laneOf(aggregate));
  if (stops === 'metric') run.metrics.add(metric);
}
