import type { Context } from '../core/context';
import type { StoredObjects, StoredSubscriptionItem } from '../core/objects';
import { type Period, periodAt } from '../core/periods';
import type { InvoiceContent } from '../invoices/compose';
import { subscriptionLines, usageLines } from '../invoices/lines';
import { pendingItems } from '../invoices/pending-items';
import { recurrenceOf } from './plan';

type Subscription = StoredObjects['subscription'];

/**
 * A subscription after the periods that are over at a moment have been followed by the next, and what is billed for
 * that: the next period in advance, and what metered items used in the one before. Nothing is stored.
 */
export function renewalOf(
  context: Context,
  before: Subscription,
  at: number,
): { rolled: Subscription; content: InvoiceContent } {
  const over = before.items.data.filter((item) => item.current_period_end <= at);
  const ids = new Set(over.map(({ id }) => id));
  const wasTrial = before.status === 'trialing';
  const rolled: Subscription = {
    ...before,
    items: {
      ...before.items,
      data: before.items.data.map((item) => (ids.has(item.id) ? followed(before, item) : item)),
    },
    status: wasTrial ? 'active' : before.status,
  };
  const renewed = rolled.items.data.filter(({ id }) => ids.has(id));
  const content: InvoiceContent = {
    subscription: rolled,
    reason: 'subscription_cycle',
    period: periodOf(over),
    lines: [
      ...(wasTrial ? [] : usageLines(context, before, over, itemPeriod)),
      ...subscriptionLines(context, rolled, renewed),
    ],
    items: pendingItems(context, rolled),
  };
  return { rolled, content };
}

/** The moment at which the first of a subscription's periods ends. */
export function nextRenewal(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

export function itemPeriod(item: StoredSubscriptionItem): Period {
  return { start: item.current_period_start, end: item.current_period_end };
}

/** The period of the first of some items. */
export function periodOf(items: readonly StoredSubscriptionItem[]): Period {
  const [item] = items;
  if (item === undefined) throw new Error('A subscription needs items.');
  return itemPeriod(item);
}

function followed(subscription: Subscription, item: StoredSubscriptionItem): StoredSubscriptionItem {
  const period = periodAt(
    subscription.billing_cycle_anchor,
    recurrenceOf(item.price),
    item.current_period_end,
  );
  return { ...item, current_period_start: period.start, current_period_end: period.end };
}
