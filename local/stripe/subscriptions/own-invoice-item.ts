import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import type { Period } from '../core/periods';

/** What an invoice item bills or credits that a subscription makes by itself. */
export type OwnInvoiceItem = {
  amount: number;
  description: string;
  discountable: boolean;
  /** The subscription item, and its price and product. */
  item: string;
  price: string;
  product: string;
  period: Period;
  proration: boolean;
  quantity: number;
  unitAmount: string | null;
};

/** The invoice item of a subscription for such a thing; not stored yet. */
export function ownInvoiceItem(
  context: Context,
  subscription: StoredObjects['subscription'],
  own: OwnInvoiceItem,
): StoredObjects['invoiceitem'] {
  return {
    id: newId('ii', 24),
    object: 'invoiceitem',
    amount: own.amount,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    date: context.clock.now(),
    description: own.description,
    discountable: own.discountable,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: own.amount,
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: own.item },
      type: 'subscription_details',
    },
    period: own.period,
    pricing: {
      price_details: { price: own.price, product: own.product },
      type: 'price_details',
      unit_amount_decimal: own.unitAmount,
    },
    proration: own.proration,
    ...(own.proration && { proration_details: { credited_items: null, discount_amounts: [] } }),
    quantity: own.quantity,
    quantity_decimal: String(own.quantity),
    tax_rates: [],
    test_clock: subscription.test_clock,
  };
}
