import type Stripe from 'stripe';
import { onCommit, type Transaction } from '@/lib/db';
import { refreshEntitlements } from '@/lib/entitlements';
import { logger } from '@/lib/observability';
import { listedDiscounts } from './discounts';
import { isCustomerGone } from './is-customer-gone';
import { knownPrices } from './known-prices';
import { isLive } from './live-statuses';
import { formerMoneyOf, type Money, mirrorMoney, moneyOf } from './mirror-money';
import { noticesBetween } from './notices';
import type { KnownPrice } from './price-role';
import { recordingBilling } from './recording-billing';
import { scheduledChange, scheduleOf } from './scheduled-change';
import { settleTrials } from './settle-trials';
import { isMissing, listAll } from './stripe';
import { idOf } from './stripe-values';
import { type SubscriptionRows, subscriptionRows } from './subscription-rows';
import { refusalNotices } from './trial-notices';
import { unpaidSince } from './unpaid-since';
import { writeNotices } from './write-notices';

/**
 * What a sync found: whose customer it is, with how many subscriptions of the catalogue's plans and how many live ones
 * of whatever price; that Stripe has deleted it, after which only its payments are followed; or that it is nobody's.
 */
export type SyncOutcome =
  | { outcome: 'synced'; organizationId: string; subscriptions: number; live: number }
  | { outcome: 'deleted_customer'; organizationId: string }
  | { outcome: 'unknown_customer' };

/**
 * Fetches what the customer has, was billed and has paid from Stripe, and makes `subscriptions`, `subscription_items`,
 * `invoices` and `payments` say the same: the only place that writes them. Nothing but Stripe's present answer decides,
 * so it does not matter how often, in which order or for which event it runs. A trial that is seen for the first time is
 * granted or refused by it. What changed is recorded, and what concerns people is noted to be mailed.
 * Precondition: `tx` is service work that holds the customer's lock; otherwise an older answer could overwrite a newer one.
 */
export async function mirrorCustomer(tx: Transaction, stripeCustomerId: string): Promise<SyncOutcome> {
  const organization = await tx.organization.findUnique({
    where: { stripeCustomerId },
    select: { id: true },
  });
  if (!organization) return mirrorFormerCustomer(tx, stripeCustomerId);
  const organizationId = organization.id;
  onCommit(tx, () => refreshEntitlements(organizationId));
  const found = await subscriptionsOf(stripeCustomerId);
  if (!found) {
    // What it bought for good is kept, so what was given back of it until now has to be known, too.
    await recordingBilling(tx, organizationId, async () => {
      await followMoney(tx, organizationId, stripeCustomerId);
      await releaseClaim(tx, organizationId, stripeCustomerId);
    });
    return { outcome: 'deleted_customer', organizationId };
  }
  const { subscriptions: truth, refused } = await settleTrials(tx, organizationId, found);
  const money = await moneyOf(stripeCustomerId);
  const rows = await rowsOf(tx, truth, money);
  const { before, after } = await recordingBilling(tx, organizationId, async () => {
    await removeUnknown(tx, organizationId, rows);
    for (const each of rows) await upsert(tx, organizationId, each);
    await mirrorMoney(tx, { organizationId, stripeCustomerId }, money);
  });
  await writeNotices(tx, organizationId, [
    ...noticesBetween(before, after),
    ...refusalNotices(refused, after),
  ]);
  return {
    outcome: 'synced',
    organizationId,
    subscriptions: rows.length,
    live: truth.filter(({ status }) => isLive(status)).length,
  };
}

/**
 * A customer that was deleted has paid all the same: a payment can still be refunded or disputed, and with it goes a plan
 * that it bought for good.
 */
async function mirrorFormerCustomer(tx: Transaction, stripeCustomerId: string): Promise<SyncOutcome> {
  const organizationId = await formerOwnerOf(tx, stripeCustomerId);
  if (organizationId === null) {
    logger.warn({ stripeCustomerId }, 'this Stripe customer belongs to no organization; nothing to sync');
    return { outcome: 'unknown_customer' };
  }
  // Stripe lists nothing of a customer that it has never heard of, as under the key of another account.
  await isCustomerGone(stripeCustomerId);
  onCommit(tx, () => refreshEntitlements(organizationId));
  await recordingBilling(tx, organizationId, () => followMoney(tx, organizationId, stripeCustomerId));
  return { outcome: 'deleted_customer', organizationId };
}

async function followMoney(tx: Transaction, organizationId: string, stripeCustomerId: string): Promise<void> {
  const money = await formerMoneyOf(stripeCustomerId);
  if (money) await mirrorMoney(tx, { organizationId, stripeCustomerId }, money, { isFormer: true });
}

/** The organization that a customer has paid for, when none has it any more; null when it never paid. */
export async function formerOwnerOf(tx: Transaction, stripeCustomerId: string): Promise<string | null> {
  const payment = await tx.payment.findFirst({
    where: { stripeCustomerId },
    select: { organizationId: true },
  });
  return payment?.organizationId ?? null;
}

/** All that the customer has and had; null when Stripe has no such customer any more. Errors as of `isCustomerGone`. */
export async function subscriptionsOf(customer: string): Promise<Stripe.Subscription[] | null> {
  try {
    const all = await listAll((stripe, position) =>
      stripe.subscriptions.list({ customer, status: 'all', expand: listedDiscounts, ...position }),
    );
    // The list of a deleted customer tells nothing of that, but nothing in it is live.
    const mayBeGone = !all.some(({ status }) => isLive(status));
    return mayBeGone && (await isCustomerGone(customer)) ? null : all;
  } catch (error) {
    if (isMissing(error) && (await isCustomerGone(customer))) return null;
    throw error;
  }
}

// The organization can then have another customer, which is made when it next wants to buy.
async function releaseClaim(
  tx: Transaction,
  organizationId: string,
  stripeCustomerId: string,
): Promise<void> {
  logger.error(
    { organizationId, stripeCustomerId },
    'Stripe has no such customer any more; its plan has ended',
  );
  await tx.subscription.deleteMany({ where: { organizationId, stripeCustomerId } });
  await tx.organization.updateMany({
    where: { id: organizationId, stripeCustomerId },
    data: { stripeCustomerId: null },
  });
}

/** The subscriptions of a customer as rows, from its subscriptions and money as Stripe tells them. */
export async function rowsOf(
  tx: Transaction,
  truth: Stripe.Subscription[],
  money: Money,
): Promise<SubscriptionRows[]> {
  if (truth.length === 0) return [];
  const prices = await knownPrices(tx);
  return rowsFrom(truth, money, { prices, schedules: await schedulesOf(truth) });
}

/** What {@link rowsOf} looks up besides. */
type Lookups = {
  prices: ReadonlyMap<string, KnownPrice>;
  schedules: ReadonlyMap<string, Stripe.SubscriptionSchedule>;
};

/** Pure part of {@link rowsOf}. */
export function rowsFrom(
  truth: readonly Stripe.Subscription[],
  { invoices }: Pick<Money, 'invoices'>,
  { prices, schedules }: Lookups,
): SubscriptionRows[] {
  const now = new Date();
  return truth.flatMap((subscription) => {
    const schedule = schedules.get(subscription.id);
    const rows = subscriptionRows(subscription, {
      prices,
      unpaidSince: unpaidSince(invoices, subscription.id),
      scheduled: schedule ? scheduledChange(schedule, prices) : null,
      now,
    });
    if (rows) return [rows];
    logger.warn(
      { subscriptionId: subscription.id },
      'no item of this subscription is a price of the catalogue',
    );
    return [];
  });
}

/** The schedules of those subscriptions that have one, by the subscription's id. */
export async function schedulesOf(
  truth: readonly Stripe.Subscription[],
): Promise<Map<string, Stripe.SubscriptionSchedule>> {
  const schedules = new Map<string, Stripe.SubscriptionSchedule>();
  for (const { id, schedule } of truth) {
    if (schedule !== null) schedules.set(id, await scheduleOf(idOf(schedule)));
  }
  return schedules;
}

async function removeUnknown(
  tx: Transaction,
  organizationId: string,
  rows: SubscriptionRows[],
): Promise<void> {
  await tx.subscription.deleteMany({
    where: { organizationId, id: { notIn: rows.map(({ subscription }) => subscription.id) } },
  });
  await tx.subscriptionItem.deleteMany({
    where: { organizationId, id: { notIn: rows.flatMap(({ items }) => items.map((item) => item.id)) } },
  });
}

async function upsert(
  tx: Transaction,
  organizationId: string,
  { subscription, items }: SubscriptionRows,
): Promise<void> {
  await tx.subscription.upsert({
    where: { organizationId_id: { organizationId, id: subscription.id } },
    create: { organizationId, ...subscription },
    update: subscription,
  });
  for (const item of items) {
    await tx.subscriptionItem.upsert({
      where: { organizationId_id: { organizationId, id: item.id } },
      create: { organizationId, ...item },
      update: item,
    });
  }
}
