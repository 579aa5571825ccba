import type Stripe from 'stripe';
import { z } from 'zod';
import { SubscriptionStatus } from '@/lib/db';
import { planIds } from '@/lib/plans';
import { subscriptionDiscount } from './discounts';
import { isOwing } from './live-statuses';
import { type KnownPrice, priceRole } from './price-role';
import type { ScheduledChange } from './scheduled-change';
import { idOf, instant, instantOrNull, known } from './stripe-values';

/** What decides how a subscription is mirrored, beside itself. */
export type MirrorContext = {
  /** The catalogue's prices by lookup key. */
  prices: ReadonlyMap<string, KnownPrice>;
  /** As of `unpaidSince`; only asked of a subscription that is past due. */
  unpaidSince: Date | null;
  /** What its schedule will make of it; null when it has none or the schedule changes nothing. */
  scheduled: ScheduledChange | null;
  now: Date;
};

/** A row of `subscriptions` and its rows of `subscription_items`, without the organization. */
export type SubscriptionRows = NonNullable<ReturnType<typeof subscriptionRows>>;

/**
 * Stripe's subscription as rows: the whole state, from nothing but what Stripe says now. Periods are those of the item
 * that carries the plan; subscriptions themselves have none.
 * Null when no item is a price of the catalogue: somebody sold something else by hand.
 * @throws Error for a status that this version does not know
 */
export function subscriptionRows(
  subscription: Stripe.Subscription,
  { prices, unpaidSince, scheduled, now }: MirrorContext,
) {
  const plan = planItem(subscription.items.data, prices);
  if (!plan) return null;
  const status = known(statusSchema, subscription.status, 'a subscription status');
  const currentPeriodStart = instant(plan.item.current_period_start);
  return {
    subscription: {
      id: subscription.id,
      stripeCustomerId: idOf(subscription.customer),
      planId: plan.price.planId,
      interval: plan.price.interval,
      status,
      currency: subscription.currency,
      unitAmount: plan.item.price.unit_amount ?? 0,
      quantity: plan.item.quantity ?? 1,
      extraSeats: extraSeatsOf(subscription.items.data, prices),
      currentPeriodStart,
      currentPeriodEnd: instant(plan.item.current_period_end),
      billingAnchor: instant(subscription.billing_cycle_anchor),
      trialEnd: instantOrNull(subscription.trial_end),
      cancelAtPeriodEnd: subscription.cancel_at_period_end,
      cancelAt: instantOrNull(subscription.cancel_at),
      canceledAt: instantOrNull(subscription.canceled_at),
      endedAt: instantOrNull(subscription.ended_at),
      pastDueSince: isOwing(status) ? (unpaidSince ?? currentPeriodStart) : null,
      scheduleId: subscription.schedule === null ? null : idOf(subscription.schedule),
      scheduledPlanId: scheduled?.planId ?? null,
      scheduledInterval: scheduled?.interval ?? null,
      scheduledExtraSeats: scheduled?.extraSeats ?? null,
      scheduledAt: scheduled?.at ?? null,
      pendingUpdateExpiresAt: instantOrNull(subscription.pending_update?.expires_at ?? null),
      ...subscriptionDiscount(subscription.discounts),
      stripeCreatedAt: instant(subscription.created),
      syncedAt: now,
    },
    items: subscription.items.data.map((item) => ({
      id: item.id,
      subscriptionId: subscription.id,
      stripePriceId: item.price.id,
      lookupKey: item.price.lookup_key,
      quantity: item.quantity ?? null,
      currentPeriodStart: instant(item.current_period_start),
      currentPeriodEnd: instant(item.current_period_end),
    })),
  };
}

const statusSchema = z.enum(SubscriptionStatus);

function planItem(items: Stripe.SubscriptionItem[], prices: MirrorContext['prices']) {
  const plans = items.flatMap((item) => {
    const price = priceRole(item.price, prices);
    return price?.kind === 'plan' ? [{ item, price }] : [];
  });
  return plans.sort((a, b) => planIds.indexOf(b.price.planId) - planIds.indexOf(a.price.planId))[0];
}

function extraSeatsOf(items: Stripe.SubscriptionItem[], prices: MirrorContext['prices']): number {
  const seats = items.filter(({ price }) => priceRole(price, prices)?.kind === 'seat');
  return seats.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
}
