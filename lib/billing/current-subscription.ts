import { z } from 'zod';
import { asTenant, SubscriptionStatus, type TenantContext, type Transaction } from '@/lib/db';
import type { Subscription as Row } from '@/lib/db/generated/client';
import { intervals, planIds } from '@/lib/plans';
import { liveStatuses } from './live-statuses';

/** A subscription as the API tells it. `unitAmount` is in minor units of `currency` per interval and unit. */
export const subscriptionSchema = z.object({
  planId: z.enum(planIds),
  interval: z.enum(intervals),
  status: z.enum(SubscriptionStatus),
  currency: z.string(),
  unitAmount: z.int(),
  quantity: z.int(),
  extraSeats: z.int().describe('Seats paid for beyond those that the plan includes.'),
  currentPeriodStart: z.iso.datetime(),
  currentPeriodEnd: z.iso.datetime(),
  trialEnd: z.iso.datetime().nullable(),
  /** When it ends unless resumed; null while it renews. */
  endsAt: z.iso.datetime().nullable(),
  pastDueSince: z.iso.datetime().nullable(),
  /** What it changes to by itself, and when; null when nothing waits. */
  scheduledChange: z
    .object({
      planId: z.enum(planIds),
      interval: z.enum(intervals),
      extraSeats: z.int(),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** What a coupon or promotion code takes off; null without one. */
  discount: z
    .object({
      name: z.string().nullable(),
      percentOff: z.number().nullable(),
      amountOff: z.int().nullable().describe('In minor units of `currency`, per invoice.'),
      endsAt: z.iso.datetime().nullable().describe('Null for one without end.'),
      once: z.boolean().describe('Whether it is for one invoice only, and was not used yet.'),
    })
    .nullable(),
  /** Until when a change waits for its payment; until then the old plan holds. Null when none does. */
  changeUnpaidUntil: z.iso.datetime().nullable(),
});
/** See {@link subscriptionSchema}. */
export type CurrentSubscription = z.infer<typeof subscriptionSchema>;

/** The tenant's live subscription, the newest should there ever be two; null without one. */
export async function currentSubscription(tenant: TenantContext): Promise<CurrentSubscription | null> {
  const row = await asTenant(tenant, (tx) => liveSubscription(tx, tenant.organizationId));
  return row && toCurrentSubscription(row);
}

/** The row that {@link currentSubscription} tells of. */
export function liveSubscription(tx: Transaction, organizationId: string): Promise<Row | null> {
  return tx.subscription.findFirst({
    where: { organizationId, status: { in: liveStatuses } },
    orderBy: { stripeCreatedAt: 'desc' },
  });
}

/** A row of `subscriptions` as the API tells it. */
export function toCurrentSubscription(row: Row): CurrentSubscription {
  const { planId, interval, status, currency, unitAmount, quantity, extraSeats } = row;
  return {
    planId,
    interval,
    status,
    currency,
    unitAmount,
    quantity,
    extraSeats,
    currentPeriodStart: row.currentPeriodStart.toISOString(),
    currentPeriodEnd: row.currentPeriodEnd.toISOString(),
    trialEnd: row.trialEnd?.toISOString() ?? null,
    endsAt: endOf(row)?.toISOString() ?? null,
    pastDueSince: row.pastDueSince?.toISOString() ?? null,
    scheduledChange: scheduledChangeOf(row),
    discount: discountOf(row),
    changeUnpaidUntil: row.pendingUpdateExpiresAt?.toISOString() ?? null,
  };
}

function scheduledChangeOf(row: Row): CurrentSubscription['scheduledChange'] {
  const { scheduledPlanId: planId, scheduledInterval: interval, scheduledAt: at } = row;
  if (!planId || !interval || !at) return null;
  return { planId, interval, extraSeats: row.scheduledExtraSeats ?? 0, at: at.toISOString() };
}

function discountOf(row: Row): CurrentSubscription['discount'] {
  const {
    discountName: name,
    discountPercent: percentOff,
    discountAmount,
    discountEndsAt,
    discountOnce,
  } = row;
  if (percentOff === null && discountAmount === null) return null;
  return {
    name,
    percentOff,
    amountOff: discountAmount === null ? null : Number(discountAmount),
    endsAt: discountEndsAt?.toISOString() ?? null,
    once: discountOnce,
  };
}

// Scheduled to end is told in two ways, and the flag comes without a date.
function endOf({ cancelAt, cancelAtPeriodEnd, currentPeriodEnd }: Row): Date | null {
  return cancelAt ?? (cancelAtPeriodEnd ? currentPeriodEnd : null);
}
