import { z } from 'zod';
import { invalidRequest, missingParameter } from '../api/errors';
import {
  clearable,
  decimal,
  flag,
  integer,
  mergeMetadata,
  metadata,
  natural,
  orNull,
  text,
  timestamp,
} from '../api/params';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { amountOf } from '../subscriptions/plan';
import { withItem } from './draft-lines';
import { productName } from './lines';

type Item = StoredObjects['invoiceitem'];

const period = z.strictObject({ end: timestamp(), start: timestamp() });

export const createItemParams = z.strictObject({
  amount: integer().optional(),
  currency: text().optional(),
  customer: text().optional(),
  description: text().max(500).optional(),
  discountable: flag().optional(),
  invoice: text().optional(),
  metadata: clearable(metadata()).optional(),
  period: period.optional(),
  pricing: z.strictObject({ price: text() }).optional(),
  quantity: natural().optional(),
  subscription: text().optional(),
  unit_amount_decimal: decimal().optional(),
});

export const updateItemParams = z.strictObject({
  amount: integer().optional(),
  description: text().max(500).optional(),
  discountable: flag().optional(),
  metadata: clearable(metadata()).optional(),
  period: period.optional(),
  quantity: natural().optional(),
});

/**
 * Adds something to a customer's next invoice, or to a draft, and tells so.
 * @throws StripeError when it has no price or more than one, and when invoice, subscription and customer do not belong
 * together
 */
export function createItem(context: Context, params: z.output<typeof createItemParams>): Item {
  const { store, events, cause, clock } = context;
  const invoice = params.invoice === undefined ? undefined : draftOf(context, params.invoice);
  const owner = params.customer ?? invoice?.customer;
  if (!owner) throw missingParameter('customer');
  const customer = find(store, 'customer', owner, 'customer');
  if (invoice !== undefined && invoice.customer !== customer.id) throw notTheirs('invoice');
  const priced = pricedBy(context, params, customer.currency ?? 'usd');
  if (invoice !== undefined && invoice.currency !== priced.currency) {
    throw invalidRequest(`The invoice is in ${invoice.currency}, not in ${priced.currency}.`, {
      param: 'currency',
    });
  }
  const subscription = params.subscription;
  if (subscription !== undefined) {
    const { customer: subscriber } = find(store, 'subscription', subscription, 'subscription');
    if (subscriber !== customer.id) throw notTheirs('subscription');
  }
  const now = clock.now();
  const item: Item = {
    id: newId('ii', 24),
    object: 'invoiceitem',
    ...priced,
    customer: customer.id,
    customer_account: null,
    date: now,
    description: orNull(params.description) ?? priced.description ?? null,
    // What is given back is not reduced once more.
    discountable: params.discountable ?? priced.amount >= 0,
    discounts: [],
    invoice: invoice?.id ?? null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    net_amount: priced.amount,
    parent:
      subscription === undefined
        ? null
        : { subscription_details: { subscription }, type: 'subscription_details' },
    period: params.period ?? { start: now, end: now },
    proration: false,
    tax_rates: [],
    test_clock: customer.test_clock ?? null,
  };
  store.insert('invoiceitem', item);
  events.emit(cause, 'invoiceitem.created', item);
  if (invoice !== undefined) withItem(context, invoice, item.id, item);
  return item;
}

/** Changes an item that is on no invoice yet, or on a draft. @throws StripeError when its invoice is final */
export function updateItem(context: Context, id: string, params: z.output<typeof updateItemParams>): Item {
  const before = find(context.store, 'invoiceitem', id);
  const invoice = before.invoice === null ? undefined : draftOf(context, before.invoice);
  const quantity = params.quantity ?? before.quantity;
  const unit = Number(before.pricing?.unit_amount_decimal ?? before.amount);
  const isPriced = params.amount === undefined && params.quantity !== undefined;
  const amount = isPriced ? Math.round(unit * quantity) : (params.amount ?? before.amount);
  const item: Item = {
    ...before,
    ...(params.amount !== undefined && { pricing: pricing(null, String(params.amount)) }),
    ...(params.description !== undefined && { description: orNull(params.description) }),
    ...(params.discountable !== undefined && { discountable: params.discountable }),
    ...(params.period !== undefined && { period: params.period }),
    amount,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    net_amount: amount,
    quantity,
    quantity_decimal: String(quantity),
  };
  context.store.save('invoiceitem', item);
  if (invoice !== undefined) withItem(context, invoice, id, item);
  return item;
}

/** Takes an item back that is on no invoice yet, or on a draft. @throws StripeError when its invoice is final */
export function deleteItem(context: Context, id: string): void {
  const item = find(context.store, 'invoiceitem', id);
  const invoice = item.invoice === null ? undefined : draftOf(context, item.invoice);
  context.store.markDeleted('invoiceitem', id);
  context.events.emit(context.cause, 'invoiceitem.deleted', item);
  if (invoice !== undefined) withItem(context, invoice, id, undefined);
}

function draftOf({ store }: Context, id: string): StoredObjects['invoice'] {
  const invoice = find(store, 'invoice', id, 'invoice');
  if (invoice.status === 'draft') return invoice;
  throw invalidRequest('This invoice is no longer a draft; its items cannot be changed.', {
    code: 'invoice_not_editable',
    param: 'invoice',
  });
}

type Priced = Pick<Item, 'amount' | 'currency' | 'description' | 'pricing' | 'quantity' | 'quantity_decimal'>;

function pricedBy(
  context: Context,
  params: z.output<typeof createItemParams>,
  ordinaryCurrency: string,
): Priced {
  const { amount, pricing: wanted, unit_amount_decimal: unit, quantity = 1 } = params;
  const given = [amount, wanted, unit].filter((value) => value !== undefined).length;
  if (given === 0) throw missingParameter('amount');
  if (given > 1 || (amount !== undefined && params.quantity !== undefined)) {
    throw invalidRequest(
      'You may only specify one of these parameters: amount, pricing, unit_amount_decimal.',
      {
        code: 'parameters_exclusive',
        param: 'amount',
      },
    );
  }
  const counted = { quantity, quantity_decimal: String(quantity) };
  if (wanted !== undefined) {
    const price = find(context.store, 'price', wanted.price, 'pricing[price]');
    if (price.type !== 'one_time' || !price.active) {
      throw invalidRequest('Only an active one-time price can be billed by an invoice item.', {
        param: 'pricing[price]',
      });
    }
    return {
      ...counted,
      amount: amountOf(price, quantity),
      currency: price.currency,
      description: productName(context, price.product),
      pricing: pricing({ price: price.id, product: price.product }, price.unit_amount_decimal),
    };
  }
  const currency = params.currency?.toLowerCase() ?? ordinaryCurrency;
  const common = { ...counted, currency, description: null };
  if (unit !== undefined) {
    return { ...common, amount: Math.round(Number(unit) * quantity), pricing: pricing(null, unit) };
  }
  return { ...common, amount: amount ?? 0, pricing: pricing(null, String(amount)) };
}

function pricing(details: { price: string; product: string } | null, unit: string | null): Item['pricing'] {
  return { ...(details && { price_details: details }), type: 'price_details', unit_amount_decimal: unit };
}

function notTheirs(param: 'invoice' | 'subscription') {
  return invalidRequest(`The ${param} does not belong to this customer.`, { param });
}
