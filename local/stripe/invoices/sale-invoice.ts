import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredInvoiceLine, StoredLineItem, StoredObjects } from '../core/objects';
import { invoiceTaxOf, taxedLines } from '../tax/invoice-tax';
import { blankInvoice } from './blank-invoice';
import { invoiceItemLine } from './lines';

type Invoice = StoredObjects['invoice'];

/** What was sold once in Checkout, to whom, and the discounts it was redeemed with. */
export type Sale = {
  session: StoredObjects['checkout.session'];
  lineItems: readonly StoredLineItem[];
  customer: string;
  discounts: string[];
};

/** The invoice of a one-time payment, as a draft. Its total is that of the session. The caller makes its event. */
export function draftSaleInvoice(
  context: Context,
  { session, lineItems, customer: id, discounts }: Sale,
): Invoice {
  const { store, clock } = context;
  const now = clock.now();
  const customer = store.get('customer', id);
  const invoiceId = newId('in', 24);
  const tax = invoiceTaxOf(context, customer, session.automatic_tax.enabled);
  const lines = taxedLines(
    lineItems.map((item) =>
      soldLine(context, item, { customer: id, invoice: invoiceId, discount: discounts[0] }),
    ),
    tax.rate,
  );
  const subtotal = session.amount_subtotal ?? 0;
  const total = session.amount_total ?? 0;
  const taxes = tax.totals(lines);
  const off = session.total_details?.amount_discount ?? 0;
  const data = session.invoice_creation?.invoice_data;
  const invoice: Invoice = {
    ...blankInvoice,
    id: invoiceId,
    object: 'invoice',
    amount_due: total,
    amount_remaining: total,
    automatic_tax: tax.automatic,
    billing_reason: 'manual',
    created: now,
    currency: session.currency ?? 'usd',
    customer: id,
    customer_address: customer?.address ?? null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_tax_ids: tax.taxIds,
    description: data?.description ?? null,
    discounts,
    footer: data?.footer ?? null,
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${invoiceId}/lines` },
    metadata: data?.metadata ?? {},
    parent: null,
    period_end: now,
    period_start: now,
    starting_balance: customer?.balance ?? 0,
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: customer?.test_clock ?? null,
    total,
    total_discount_amounts: discounts.slice(0, 1).map((discount) => ({ amount: off, discount })),
    total_excluding_tax: total - taxes.reduce((sum, { amount }) => sum + amount, 0),
    total_taxes: taxes,
  };
  store.insert('invoice', invoice);
  return invoice;
}

type Place = { customer: string; invoice: string; discount: string | undefined };

function soldLine(
  context: Context,
  item: StoredLineItem,
  { customer, invoice, discount }: Place,
): StoredInvoiceLine {
  const sold = soldItem(context, item, customer, invoice);
  context.store.insert('invoiceitem', sold);
  const off =
    discount !== undefined && item.amount_discount > 0 ? [{ amount: item.amount_discount, discount }] : [];
  return {
    ...invoiceItemLine(sold, invoice),
    discount_amounts: off,
    pretax_credit_amounts: off.map((part) => ({ ...part, type: 'discount' as const })),
  };
}

function soldItem(
  { clock }: Context,
  item: StoredLineItem,
  customer: string,
  invoice: string,
): StoredObjects['invoiceitem'] {
  const now = clock.now();
  const quantity = item.quantity ?? 1;
  return {
    id: newId('ii', 24),
    object: 'invoiceitem',
    amount: item.amount_subtotal,
    currency: item.currency,
    customer,
    customer_account: null,
    date: now,
    description: item.description,
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    net_amount: item.amount_subtotal - item.amount_discount,
    parent: null,
    period: { start: now, end: now },
    pricing: item.price && {
      price_details: { price: item.price.id, product: item.price.product },
      type: 'price_details',
      unit_amount_decimal: item.price.unit_amount_decimal,
    },
    proration: false,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [],
    test_clock: null,
  };
}
