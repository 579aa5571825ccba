import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { stopCollecting } from '../invoices/void';
import { endScheduleOf } from '../schedules/end';

type Subscription = StoredObjects['subscription'];

/** What a person said when cancelling. */
export type CancellationWords = { comment?: string | undefined; feedback?: string | undefined };

/** Ends a subscription at this moment and tells so. Nothing is refunded or billed. */
export function cancelNow(
  context: Context,
  before: Subscription,
  words: CancellationWords,
  reason: 'cancellation_requested' | 'payment_failed' = 'cancellation_requested',
): Subscription {
  const now = context.clock.now();
  const subscription: Subscription = {
    ...before,
    cancel_at_period_end: false,
    canceled_at: now,
    cancellation_details: cancellationDetails(before, words, reason),
    ended_at: now,
    pending_update: null,
    status: 'canceled',
  };
  context.store.save('subscription', subscription);
  context.events.emit(context.cause, 'customer.subscription.deleted', subscription);
  endScheduleOf(context, before);
  stopCollecting(context, subscription.id);
  return subscription;
}

/** Ends a subscription whose scheduled end has come and tells so. */
export function cancelAsScheduled(context: Context, before: Subscription): Subscription {
  const subscription: Subscription = { ...before, ended_at: before.cancel_at, status: 'canceled' };
  context.store.save('subscription', subscription);
  context.events.emit(context.cause, 'customer.subscription.deleted', subscription);
  stopCollecting(context, subscription.id);
  return subscription;
}

/** The fields that change when a subscription is scheduled to end with its period, or is kept after all. */
export function cancellationAtPeriodEnd(
  subscription: Subscription,
  cancel: boolean,
  now: number,
): Pick<Subscription, 'cancel_at' | 'cancel_at_period_end' | 'canceled_at' | 'cancellation_details'> {
  if (!cancel) {
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    };
  }
  return {
    cancel_at: Math.max(...subscription.items.data.map((item) => item.current_period_end)),
    cancel_at_period_end: true,
    canceled_at: now,
    cancellation_details: cancellationDetails(subscription, {}, 'cancellation_requested'),
  };
}

/** Adds what was said to what was known before. */
export function cancellationDetails(
  subscription: Subscription,
  words: CancellationWords,
  reason: string | null,
): NonNullable<Subscription['cancellation_details']> {
  const known = subscription.cancellation_details;
  return {
    comment: words.comment === undefined ? (known?.comment ?? null) : words.comment || null,
    feedback: words.feedback === undefined ? (known?.feedback ?? null) : words.feedback || null,
    feedback_option: null,
    reason,
  };
}
