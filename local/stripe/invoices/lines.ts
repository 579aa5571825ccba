import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredInvoiceLine, StoredObjects, StoredSubscriptionItem } from '../core/objects';
import type { Period } from '../core/periods';
import { usageOf } from '../meters/usage';
import { amountOf, isMetered, recurrenceOf } from '../subscriptions/plan';

type Subscription = StoredObjects['subscription'];

/**
 * The lines that are paid in advance: one per item that is no metered one, for the item's current period. A trial
 * costs nothing.
 */
export function subscriptionLines(
  context: Context,
  subscription: Subscription,
  items: readonly StoredSubscriptionItem[] = subscription.items.data,
): StoredInvoiceLine[] {
  const trial = subscription.status === 'trialing';
  return items
    .filter(({ price }) => !isMetered(price))
    .map((item) => {
      const quantity = item.quantity ?? 1;
      const name = productName(context, item.price.product);
      return itemLine(subscription, item, {
        amount: trial ? 0 : amountOf(item.price, quantity),
        description: trial ? `Trial period for ${name}` : `${quantity} × ${name} (${per(item.price)})`,
        period: { start: item.current_period_start, end: item.current_period_end },
        quantity,
        unitAmount: trial ? '0' : item.price.unit_amount_decimal,
      });
    });
}

/**
 * The lines that are paid afterwards: what was used of each metered item in a period that is over. One that was added
 * when it was over has no line.
 */
export function usageLines(
  context: Context,
  subscription: Subscription,
  items: readonly StoredSubscriptionItem[],
  period: (item: StoredSubscriptionItem) => Period,
): StoredInvoiceLine[] {
  return items
    .filter((item) => isMetered(item.price) && item.created < period(item).end)
    .map((item) => itemLine(subscription, item, usageBilled(context, subscription, item, period(item))));
}

/** What was used of a metered item in a part of its period, and costs; what was used before it was added is not its. */
export function usageBilled(
  context: Context,
  { customer }: Subscription,
  { created, price }: StoredSubscriptionItem,
  { start, end }: Period,
): Billed {
  const period = { start: Math.min(end, Math.max(start, created)), end };
  const meter = context.store.get('billing.meter', price.recurring?.meter ?? '');
  const quantity = meter === undefined ? 0 : usageOf(context, meter, customer, period);
  return {
    amount: amountOf(price, quantity),
    description: `${quantity} × ${productName(context, price.product)} (${per(price)})`,
    period,
    quantity,
    unitAmount: price.unit_amount_decimal,
  };
}

/** The line of an invoice item: a proration, or an amount that was added by hand. */
export function invoiceItemLine(
  item: StoredObjects['invoiceitem'],
  invoice: string | null,
): StoredInvoiceLine {
  const details = item.parent?.subscription_details;
  const common = { invoice_item: item.id, proration: item.proration };
  const subscription = details?.subscription ?? null;
  return {
    ...blankLine,
    id: newId('il', 24),
    object: 'line_item',
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    invoice,
    metadata: item.metadata ?? {},
    parent:
      details?.subscription_item === undefined
        ? {
            invoice_item_details: { ...common, proration_details: null, subscription },
            subscription_item_details: null,
            type: 'invoice_item_details',
          }
        : {
            invoice_item_details: null,
            subscription_item_details: {
              ...common,
              proration_details: { credited_items: null },
              subscription,
              subscription_item: details.subscription_item,
            },
            type: 'subscription_item_details',
          },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription,
    subtotal: item.amount,
  };
}

/** What a product is called on an invoice. */
export function productName({ store }: Context, product: string): string {
  return store.get('product', product)?.name ?? product;
}

/** What is asked for of an item, as it is told. */
type Billed = {
  amount: number;
  description: string;
  period: Period;
  quantity: number;
  unitAmount: string | null;
};

function itemLine(
  subscription: Subscription,
  item: StoredSubscriptionItem,
  shown: Billed,
): StoredInvoiceLine {
  return {
    ...blankLine,
    id: newId('il', 24),
    object: 'line_item',
    amount: shown.amount,
    currency: subscription.currency,
    description: shown.description,
    discountable: true,
    invoice: null,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: shown.period,
    pricing: {
      price_details: { price: item.price.id, product: item.price.product },
      type: 'price_details',
      unit_amount_decimal: shown.unitAmount,
    },
    quantity: shown.quantity,
    quantity_decimal: String(shown.quantity),
    subscription: subscription.id,
    subtotal: shown.amount,
  };
}

const blankLine = {
  discount_amounts: [],
  discounts: [],
  livemode: false,
  pretax_credit_amounts: [],
  taxes: [],
} satisfies Partial<StoredInvoiceLine>;

function per(price: StoredObjects['price']): string {
  const amount = (Number(price.unit_amount_decimal ?? price.unit_amount ?? 0) / 100).toFixed(2);
  const { interval, interval_count: count } = recurrenceOf(price);
  return `at ${amount} ${price.currency.toUpperCase()} / ${count === 1 ? interval : `every ${count} ${interval}s`}`;
}
