import { asService } from '@/lib/db';
import type { Metric } from '@/lib/plans';
import { meterNameOf } from '../catalogue-prices';
import { callStripe } from '../stripe';

/** What Stripe's meter of a metric has for a customer, within the last and the next day. */
export async function meteredInStripe(customer: string, metric: Metric): Promise<number> {
  const { data: meters } = await callStripe((stripe) =>
    stripe.billing.meters.list({ status: 'active', limit: 100 }),
  );
  const meter = meters.find(({ event_name }) => event_name === meterNameOf(metric));
  if (!meter) throw new Error(`Stripe has no meter for ${metric}.`);
  const minute = Math.floor(Date.now() / 60_000) * 60;
  const { data } = await callStripe((stripe) =>
    stripe.billing.meters.listEventSummaries(meter.id, {
      customer,
      start_time: minute - 86_400,
      end_time: minute + 86_400,
    }),
  );
  return data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
}

/** Puts an organization's aggregates into a state, as a run that died has left them. */
export async function leaveAggregates(
  organizationId: string,
  state: {
    meterState: 'pending' | 'sending';
    meterAttemptedAt?: Date;
    stripeCustomerId?: string;
    bucket?: Date;
  },
): Promise<void> {
  await asService('test.leave', (tx) =>
    tx.usageAggregate.updateMany({ where: { organizationId, overageQuantity: { gt: 0 } }, data: state }),
  );
}
