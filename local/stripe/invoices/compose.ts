import type { Context } from '../core/context';
import { newId } from '../core/ids';
import type { StoredInvoiceLine, StoredObjects } from '../core/objects';
import type { Period } from '../core/periods';
import { activeReductions, withoutSpent } from '../discounts/active';
import { discountLines } from '../discounts/discount-lines';
import { invoiceTaxOf, taxedLines } from '../tax/invoice-tax';
import { amountsOf } from './amounts';
import { blankInvoice } from './blank-invoice';
import { invoiceItemLine, subscriptionLines } from './lines';
import { pendingItems } from './pending-items';

type Invoice = StoredObjects['invoice'];

/** What an invoice of a subscription is made from. */
export type InvoiceContent = {
  subscription: StoredObjects['subscription'];
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'upcoming';
  /** When usage and pending items were gathered: the period before, or a moment for the first invoice. */
  period: Period;
  /** Lines beside those of the invoice items. */
  lines: StoredInvoiceLine[];
  /** Invoice items to be billed. */
  items: StoredObjects['invoiceitem'][];
};

/**
 * The draft invoice of such content, not stored. Previews and real invoices both come from here, so that a preview
 * is what is billed.
 */
export function composeInvoice(context: Context, content: InvoiceContent): Invoice {
  const { subscription } = content;
  const customer = context.store.get('customer', subscription.customer);
  const now = context.clock.now();
  const id = newId(content.reason === 'upcoming' ? 'upcoming_in' : 'in', 24);
  const taxation = invoiceTaxOf(context, customer, subscription.automatic_tax.enabled);
  const lines = taxedLines(discounted(context, content, id), taxation.rate);
  return {
    ...blankInvoice,
    ...amountsOf(lines, customer?.balance ?? 0),
    id,
    object: 'invoice',
    automatic_tax: taxation.automatic,
    billing_reason: content.reason,
    created: now,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_address: customer?.address ?? null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_tax_ids: taxation.taxIds,
    discounts: activeReductions(context, subscription, now).map((reduction) => reduction.id),
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: content.period.end,
    period_start: content.period.start,
    test_clock: customer?.test_clock ?? null,
    total_taxes: taxation.totals(lines),
  };
}

/** Stores an invoice of such content as a draft and takes the invoice items into it. The caller makes its event. */
export function draftInvoice(context: Context, content: InvoiceContent): Invoice {
  const invoice = composeInvoice(context, content);
  context.store.insert('invoice', invoice);
  for (const item of content.items) context.store.save('invoiceitem', { ...item, invoice: invoice.id });
  return invoice;
}

/** The first invoice of a subscription, or the one of a new period, with all that is pending. */
export function draftPeriodInvoice(
  context: Context,
  subscription: StoredObjects['subscription'],
  reason: 'subscription_create' | 'subscription_cycle',
  period: Period,
): Invoice {
  const lines = subscriptionLines(context, subscription);
  return draftInvoice(context, {
    subscription,
    reason,
    period,
    lines,
    items: pendingItems(context, subscription),
  });
}

/** The subscription after an invoice was made for it: a discount for one invoice is spent by it. */
export function afterInvoice(
  context: Context,
  subscription: StoredObjects['subscription'],
  invoice: Invoice,
): StoredObjects['subscription'] {
  const used = new Set((invoice.total_discount_amounts ?? []).map(({ discount }) => discount));
  return { ...withoutSpent(context, subscription, used), latest_invoice: invoice.id };
}

function discounted(context: Context, content: InvoiceContent, invoice: string): StoredInvoiceLine[] {
  const lines = [...content.items.map((item) => invoiceItemLine(item, invoice)), ...content.lines];
  const reductions = activeReductions(context, content.subscription, context.clock.now());
  const reducible = lines.map((line) => ({
    amount: line.amount,
    discountable: line.discountable,
    product: line.pricing?.price_details?.product ?? null,
  }));
  const amounts = discountLines(reducible, reductions);
  return lines.map((line, index) => {
    const own = amounts[index] ?? [];
    return {
      ...line,
      discount_amounts: own,
      invoice,
      pretax_credit_amounts: own.map((part) => ({ ...part, type: 'discount' as const })),
    };
  });
}
