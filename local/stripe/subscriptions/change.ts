import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import type { StoredInvoiceLine, StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { boundary, type Period } from '../core/periods';
import { activeReductions } from '../discounts/active';
import { discountLines } from '../discounts/discount-lines';
import { subscriptionLines, usageLines } from '../invoices/lines';
import { changedItems, type ItemChange } from './changed-items';
import { amountOf, isMetered, recurrenceOf } from './plan';
import { type Holding, type Proration, prorations } from './proration';
import { prorationItem } from './proration-item';
import { lostMetered, usageItems } from './usage-items';

type Subscription = StoredObjects['subscription'];

/** What is to change about the items and periods of a subscription. */
export type Change = {
  items: ItemChange[];
  anchor: 'now' | 'unchanged';
  behavior: 'create_prorations' | 'always_invoice' | 'none';
  /** The moment from which it is reckoned, in seconds since 1970. */
  at: number;
  /** When it is made, in seconds since 1970: until then what is metered counts for what goes, from then on for what comes. */
  made: number;
  /** A new end of the trial; `now` ends it. */
  trialEnd: number | 'now' | undefined;
};

/** What a change comes to. Nothing of it is stored yet. */
export type PlannedChange = {
  after: Subscription;
  /** Prorations, and what was used of metered items that go, to be billed now or with the next invoice. */
  items: StoredObjects['invoiceitem'][];
  /** Lines that are billed in full because their period starts anew. */
  lines: StoredInvoiceLine[];
  billsNow: boolean;
};

/**
 * Reckons what a change does. A change of interval, an anchor of `now` and the end of a trial start a new period and
 * bill it at once; anything else keeps the period and is prorated. A trial costs nothing, so nothing is prorated in it.
 * What was used of a metered item that goes is billed with the prorations, and with them left out.
 * @throws StripeError for items that do not fit and a moment outside the period
 */
export function planChange(context: Context, before: Subscription, change: Change): PlannedChange {
  const now = context.clock.now();
  const changed = changedItems(context, before, change.items, change.made);
  if (typeof change.trialEnd === 'number') return extendTrial(before, changed, change.trialEnd, now);
  const endsTrial = before.status === 'trialing' && change.trialEnd === 'now';
  const staysTrial = before.status === 'trialing' && !endsTrial;
  const restarts = !staysTrial && (endsTrial || change.anchor === 'now' || changesInterval(before, changed));
  const after: Subscription = {
    ...before,
    ...(endsTrial && { status: 'active', trial_end: now }),
    ...(restarts && { billing_cycle_anchor: change.made }),
    items: {
      ...before.items,
      data: restarts ? changed.map((item) => restarted(item, change.made)) : changed,
    },
  };
  const behavior = staysTrial || endsTrial ? 'none' : change.behavior;
  const parts =
    behavior === 'none'
      ? []
      : prorations(
          holdings(context, before, before.items.data),
          restarts ? [] : holdings(context, before, changed),
          checkedMoment(before, change.at),
        );
  const lost = lostMetered(before.items.data, changed);
  const items = [
    ...parts.map((part) => prorationItem(context, before, part, productOf(before, changed, part))),
    ...(behavior === 'none' ? [] : usageItems(context, before, lost, change.made)),
  ];
  const kept = before.items.data.filter((item) => !lost.includes(item));
  const used = restarts && !endsTrial ? usageLines(context, before, kept, until(change.made)) : [];
  const lines = restarts ? [...used, ...subscriptionLines(context, after)] : [];
  return { after, items, lines, billsNow: restarts || (behavior === 'always_invoice' && items.length > 0) };
}

/** The items as they would be prorated: what is paid in advance, after its share of discounts. */
export function holdings(
  context: Context,
  subscription: Subscription,
  items: readonly StoredSubscriptionItem[],
): Holding[] {
  const reductions = activeReductions(context, subscription, context.clock.now()).filter(
    ({ percentOff }) => percentOff !== null,
  );
  return items
    .filter(({ price }) => !isMetered(price))
    .map((item) => {
      const quantity = item.quantity ?? 1;
      const amount = amountOf(item.price, quantity);
      const line = { amount, discountable: true, product: item.price.product };
      const off = (discountLines([line], reductions)[0] ?? []).reduce((sum, part) => sum + part.amount, 0);
      const period = { start: item.current_period_start, end: item.current_period_end };
      return { item: item.id, price: item.price.id, quantity, amount: amount - off, period };
    });
}

function extendTrial(
  before: Subscription,
  changed: StoredSubscriptionItem[],
  end: number,
  now: number,
): PlannedChange {
  if (end <= now) throw invalidRequest('Invalid timestamp: must be in the future', { param: 'trial_end' });
  const data = changed.map((item) => ({ ...item, current_period_end: end }));
  const after: Subscription = {
    ...before,
    billing_cycle_anchor: end,
    items: { ...before.items, data },
    status: 'trialing',
    trial_end: end,
    trial_start: before.trial_start ?? now,
  };
  return { after, items: [], lines: [], billsNow: false };
}

function changesInterval(before: Subscription, changed: StoredSubscriptionItem[]): boolean {
  return before.items.data.some((old) => {
    const now = changed.find(({ id }) => id === old.id);
    if (now === undefined || isMetered(old.price)) return false;
    const [a, b] = [recurrenceOf(old.price), recurrenceOf(now.price)];
    return a.interval !== b.interval || a.interval_count !== b.interval_count;
  });
}

function restarted(item: StoredSubscriptionItem, now: number): StoredSubscriptionItem {
  return {
    ...item,
    current_period_start: now,
    current_period_end: boundary(now, recurrenceOf(item.price), 1),
  };
}

function until(end: number): (item: StoredSubscriptionItem) => Period {
  return (item) => ({ start: item.current_period_start, end });
}

function checkedMoment(subscription: Subscription, at: number): number {
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  if (at >= start && at <= end) return at;
  throw invalidRequest('The `proration_date` must be within the current period of the subscription.', {
    param: 'proration_date',
  });
}

function productOf(before: Subscription, changed: StoredSubscriptionItem[], { holding }: Proration): string {
  const item = [...before.items.data, ...changed].find(({ price }) => price.id === holding.price);
  if (item === undefined) throw new Error(`Nothing has the price ${holding.price}.`);
  return item.price.product;
}
