import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { productName } from '../invoices/lines';
import { ownInvoiceItem } from './own-invoice-item';
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
  return ownInvoiceItem(context, subscription, {
    amount,
    description: `${when} ${what}${productName(context, product)} after ${shortDay(period.start)}`,
    discountable: false,
    item: holding.item,
    price: holding.price,
    product,
    period,
    proration: true,
    quantity: holding.quantity,
    unitAmount: String(Math.round(amount / holding.quantity)),
  });
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
