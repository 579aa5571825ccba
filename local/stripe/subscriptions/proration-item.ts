import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { productName } from '../invoices/lines';
import type { Proration } from './proration';

/** A proration as the invoice item that bills or credits it; not stored yet. */
export function prorationItem(
  context: Context,
  subscription: StoredObjects['subscription'],
  { amount, holding, kind, period }: Proration,
  product: string,
): StoredObjects['invoiceitem'] {
  const what = holding.quantity === 1 ? '' : `${holding.quantity} × `;
  const when = kind === 'credit' ? 'Unused time on' : 'Remaining time on';
  return {
    id: newId('ii', 24),
    object: 'invoiceitem',
    amount,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    date: context.clock.now(),
    description: `${when} ${what}${productName(context, product)} after ${shortDay(period.start)}`,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: amount,
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: holding.item },
      type: 'subscription_details',
    },
    period,
    pricing: {
      price_details: { price: holding.price, product },
      type: 'price_details',
      unit_amount_decimal: String(Math.round(amount / holding.quantity)),
    },
    proration: true,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity: holding.quantity,
    quantity_decimal: String(holding.quantity),
    tax_rates: [],
    test_clock: subscription.test_clock,
  };
}

function shortDay(seconds: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(seconds * 1000);
}
