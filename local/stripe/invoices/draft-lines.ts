import type { Context } from '../core/context';
import type { StoredInvoiceLine, StoredObjects } from '../core/objects';
import { amountsOf } from './amounts';
import { invoiceItemLine } from './lines';

type Invoice = StoredObjects['invoice'];

/** Puts the line of an invoice item on a draft, in place of the one it had, or takes it off; tells so. */
export function withItem(
  context: Context,
  before: Invoice,
  id: string,
  item: StoredObjects['invoiceitem'] | undefined,
): Invoice {
  const line = item === undefined ? undefined : invoiceItemLine(item, before.id);
  const place = before.lines.data.findIndex((candidate) => itemOf(candidate) === id);
  const others = before.lines.data.filter((candidate) => itemOf(candidate) !== id);
  const lines = line === undefined ? others : others.toSpliced(place < 0 ? others.length : place, 0, line);
  const invoice = withLines(context, before, lines);
  context.store.save('invoice', invoice);
  context.events.emit(context.cause, 'invoice.updated', invoice, before);
  return invoice;
}

/** A draft of these lines, reckoned with the customer's balance of now. */
export function withLines(context: Context, draft: Invoice, lines: StoredInvoiceLine[]): Invoice {
  const customer = context.store.get('customer', draft.customer ?? '');
  return {
    ...draft,
    ...amountsOf(lines, customer?.balance ?? 0),
    lines: { ...draft.lines, data: lines },
  };
}

function itemOf({ parent }: StoredInvoiceLine): string | null | undefined {
  return parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item;
}
