import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { clearable, flag, mergeMetadata, metadata, natural, orNull, text, timestamp } from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { checkMethod } from '../subscriptions/start';
import { amountsOf } from './amounts';
import { blankInvoice } from './blank-invoice';
import { issueInvoice } from './collect';
import { withLines } from './draft-lines';
import { invoiceItemLine } from './lines';

type Invoice = StoredObjects['invoice'];

const HOUR = 3_600;
const DAY = 86_400;

const editable = {
  auto_advance: flag().optional(),
  collection_method: z.enum(['charge_automatically', 'send_invoice']).optional(),
  days_until_due: natural().optional(),
  default_payment_method: text().optional(),
  description: text().max(1_500).optional(),
  due_date: timestamp().optional(),
  footer: text().max(5_000).optional(),
  metadata: clearable(metadata()).optional(),
};

export const updateInvoiceParams = z.strictObject(editable);

export const createInvoiceParams = z.strictObject({
  ...editable,
  currency: text().optional(),
  customer: text(),
  pending_invoice_items_behavior: z.enum(['exclude', 'include']).optional(),
  subscription: text().optional(),
});

/**
 * Makes a draft by hand, empty or with what is pending, and tells so. With `auto_advance` it becomes final within an
 * hour.
 * @throws StripeError when its parts do not belong to the customer, and for a bill to be sent without a due date
 */
export function createInvoice(context: Context, params: z.output<typeof createInvoiceParams>): Invoice {
  const { store, events, cause, clock } = context;
  const customer = find(store, 'customer', params.customer, 'customer');
  const now = clock.now();
  const id = newId('in', 24);
  const currency = params.currency?.toLowerCase() ?? customer.currency ?? 'usd';
  const items = (params.pending_invoice_items_behavior === 'include' ? pending(context, params) : []).filter(
    (item) => item.currency === currency,
  );
  const lines = items.map((item) => invoiceItemLine(item, id));
  const blank: Invoice = {
    ...blankInvoice,
    ...amountsOf(lines, customer.balance),
    id,
    object: 'invoice',
    billing_reason: 'manual',
    created: now,
    currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email ?? null,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    discounts: [],
    lines: { object: 'list', data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: parentOf(context, params),
    period_end: now,
    period_start: now,
    test_clock: customer.test_clock ?? null,
  };
  const draft = edited(context, blank, params);
  store.insert('invoice', draft);
  for (const item of items) store.save('invoiceitem', { ...item, invoice: id });
  events.emit(cause, 'invoice.created', draft);
  return draft;
}

/** Changes what the parameters name, and tells so if anything changed. @throws StripeError for what is final */
export function updateInvoice(
  context: Context,
  before: Invoice,
  params: z.output<typeof updateInvoiceParams>,
): Invoice {
  const { auto_advance, default_payment_method, metadata: _always, ...onlyDrafts } = params;
  const isFinal = before.status !== 'draft';
  const isOver = isFinal && before.status !== 'open';
  const refused = [
    ...(isFinal ? Object.keys(onlyDrafts) : []),
    ...(isOver ? Object.keys({ auto_advance, default_payment_method }) : []),
  ].find((name) => Object.entries(params).some(([given, value]) => given === name && value !== undefined));
  if (refused !== undefined) {
    throw invalidRequest(`Finalized invoices can't be updated in this way (${refused}).`, {
      code: 'invoice_not_editable',
      param: refused,
    });
  }
  const invoice = edited(context, before, params);
  if (JSON.stringify(invoice) === JSON.stringify(before)) return before;
  context.store.save('invoice', invoice);
  context.events.emit(context.cause, 'invoice.updated', invoice, before);
  return invoice;
}

/** Throws a draft away that was made by hand; its items are pending again. @throws StripeError for any other */
export function deleteDraft(context: Context, invoice: Invoice): void {
  const { store, events, cause } = context;
  if (invoice.status !== 'draft' || invoice.billing_reason !== 'manual') {
    throw invalidRequest(
      'You can only delete draft invoices that are not of a subscription; void this one.',
      {
        code: 'invoice_not_editable',
      },
    );
  }
  for (const item of store.all('invoiceitem', [{ field: 'invoice', is: invoice.id }])) {
    store.save('invoiceitem', { ...item, invoice: null });
  }
  store.markDeleted('invoice', invoice.id);
  events.emit(cause, 'invoice.deleted', invoice);
}

/**
 * Makes a draft final, with its events, after reckoning it with the balance of now.
 * @param nextAttempt when it is charged by itself, in seconds since 1970; null leaves it to somebody
 */
export function finalizeDraft(context: Context, draft: Invoice, nextAttempt: number | null): Invoice {
  const automatic = draft.collection_method === 'charge_automatically';
  const reckoned = withLines(context, draft, draft.lines.data);
  return issueInvoice(
    context,
    {
      ...reckoned,
      automatically_finalizes_at: null,
      next_payment_attempt: automatic ? nextAttempt : null,
    },
    draft.billing_reason === 'manual' ? 'Invoice' : 'Subscription update',
  );
}

/** Makes an invoice final if it is not, and says that it was mailed to the customer. */
export function sendInvoice(context: Context, invoice: Invoice): Invoice {
  const sent = invoice.status === 'draft' ? finalizeDraft(context, invoice, null) : invoice;
  context.events.emit(context.cause, 'invoice.sent', sent);
  return sent;
}

function edited(context: Context, before: Invoice, params: z.output<typeof updateInvoiceParams>): Invoice {
  const now = context.clock.now();
  const { auto_advance: advances, default_payment_method: method } = params;
  if (method && before.customer !== null) checkMethod(context, method, before.customer);
  const collection = params.collection_method ?? before.collection_method;
  const due =
    params.due_date ?? (params.days_until_due === undefined ? undefined : now + params.days_until_due * DAY);
  if (collection === 'send_invoice' && before.due_date === null && due === undefined) {
    throw invalidRequest(
      'If invoice collection method is send_invoice, you must specify days_until_due or due_date.',
      { param: 'days_until_due' },
    );
  }
  if (collection === 'charge_automatically' && due !== undefined) {
    throw invalidRequest('Only an invoice that is sent has a due date.', { param: 'days_until_due' });
  }
  const isDraft = before.status === 'draft';
  return {
    ...before,
    ...(advances !== undefined && {
      auto_advance: advances,
      automatically_finalizes_at:
        isDraft && advances ? (before.automatically_finalizes_at ?? now + HOUR) : null,
      ...(!isDraft && {
        next_payment_attempt: advances ? (before.next_payment_attempt ?? now + HOUR) : null,
      }),
    }),
    ...(due !== undefined && { due_date: due }),
    ...(method !== undefined && { default_payment_method: orNull(method) }),
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.footer !== undefined && { footer: orNull(params.footer) }),
    collection_method: collection,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  };
}

function pending(
  { store }: Context,
  { customer, subscription }: z.output<typeof createInvoiceParams>,
): StoredObjects['invoiceitem'][] {
  const waiting = store.all('invoiceitem', [
    { field: 'customer', is: customer },
    { field: 'invoice', isNull: true },
  ]);
  const wanted = waiting.filter(
    ({ parent }) => subscription === undefined || parent?.subscription_details?.subscription === subscription,
  );
  return wanted.toReversed();
}

function parentOf(
  { store }: Context,
  { customer, subscription: id }: z.output<typeof createInvoiceParams>,
): Invoice['parent'] {
  if (id === undefined) return null;
  const subscription = find(store, 'subscription', id, 'subscription');
  if (subscription.customer !== customer) {
    throw invalidRequest('The subscription does not belong to this customer.', { param: 'subscription' });
  }
  return {
    quote_details: null,
    subscription_details: { metadata: subscription.metadata, subscription: id },
    type: 'subscription_details',
  };
}
