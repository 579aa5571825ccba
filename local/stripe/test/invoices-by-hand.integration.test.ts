import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { idOf, makePayer, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
let stripe: Stripe;
beforeAll(async () => {
  emulator = await startEmulator();
  stripe = emulator.stripe;
});
beforeEach(() => emulator.control('POST', '/reset'));
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const HOUR = 3_600;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });

/** A draft with one item of that amount, for a customer with that card. */
async function draftOf(
  amount: number,
  changes: Partial<Stripe.InvoiceCreateParams> = {},
  method?: string,
): Promise<Stripe.Invoice> {
  const { id: customer } = await makePayer(stripe, method);
  await stripe.invoiceItems.create({ customer, amount, currency: 'usd', description: 'Consulting' });
  return stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include', ...changes });
}

describe('an invoice item by hand', () => {
  it('waits for the next invoice of the customer and can be changed until then', async () => {
    const made = await subscribe(stripe);
    const customer = idOf(made.customer);
    const item = await stripe.invoiceItems.create({ customer, amount: 500, currency: 'usd' });
    expect(item).toMatchObject({ amount: 500, invoice: null, parent: null, quantity: 1 });
    const changed = await stripe.invoiceItems.update(item.id, {
      amount: 700,
      description: 'Help with the import',
    });
    expect(changed).toMatchObject({ amount: 700, description: 'Help with the import' });
    const gone = await stripe.invoiceItems.create({ customer, amount: 100, currency: 'usd' });
    expect(await stripe.invoiceItems.del(gone.id)).toMatchObject({ deleted: true });
    await advance(32 * 86_400);
    const { data } = await stripe.invoices.list({ customer, limit: 1 });
    expect(data[0]).toMatchObject({ billing_reason: 'subscription_cycle', total: 3600, status: 'paid' });
    await expect(stripe.invoiceItems.update(item.id, { amount: 1 })).rejects.toMatchObject({
      code: 'invoice_not_editable',
    });
    await expect(stripe.invoiceItems.del(item.id)).rejects.toMatchObject({ code: 'invoice_not_editable' });
  });

  it('is priced by a one-time price, by a unit amount, or by an amount', async () => {
    const { id: customer } = await makePayer(stripe);
    const { id: price } = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 250,
      product_data: { name: 'Seat set-up' },
    });
    expect(await stripe.invoiceItems.create({ customer, pricing: { price }, quantity: 3 })).toMatchObject({
      amount: 750,
      description: 'Seat set-up',
      pricing: { price_details: { price } },
    });
    const recurring = await makePrice(stripe);
    await expect(
      stripe.invoiceItems.create({ customer, pricing: { price: recurring.id } }),
    ).rejects.toMatchObject({ param: 'pricing[price]' });
    await expect(
      stripe.invoiceItems.create({ customer, amount: 1, pricing: { price } }),
    ).rejects.toMatchObject({ code: 'parameters_exclusive' });
    await expect(stripe.invoiceItems.create({ customer })).rejects.toMatchObject({
      code: 'parameter_missing',
    });
  });

  it('of somebody else’s invoice or subscription is refused', async () => {
    const made = await subscribe(stripe);
    const draft = await draftOf(500);
    const { id: customer } = await makePayer(stripe);
    const item = { customer, amount: 100, currency: 'usd' };
    await expect(stripe.invoiceItems.create({ ...item, invoice: draft.id })).rejects.toMatchObject({
      param: 'invoice',
    });
    await expect(stripe.invoiceItems.create({ ...item, subscription: made.id })).rejects.toMatchObject({
      param: 'subscription',
    });
  });
});

describe('an invoice by hand', () => {
  it('takes what is pending, is made final and paid', async () => {
    const draft = await draftOf(4_000, { description: 'May', metadata: { order: '7' } });
    expect(draft).toMatchObject({
      status: 'draft',
      billing_reason: 'manual',
      auto_advance: false,
      total: 4_000,
      description: 'May',
      metadata: { order: '7' },
    });
    expect(draft.lines.data).toMatchObject([{ amount: 4_000, description: 'Consulting' }]);
    const types = await typesDuring(emulator, idOf(draft.customer), async () => {
      const open = await stripe.invoices.finalizeInvoice(draft.id);
      expect(open).toMatchObject({ status: 'open', amount_due: 4_000, next_payment_attempt: null });
      expect(await stripe.invoices.pay(draft.id)).toMatchObject({ status: 'paid', amount_paid: 4_000 });
    });
    expect(types).toEqual([
      'invoice.finalized',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
  });

  it('is empty unless pending items are asked for, and follows the items that are put on it', async () => {
    const { id: customer } = await makePayer(stripe);
    await stripe.invoiceItems.create({ customer, amount: 900, currency: 'usd' });
    const draft = await stripe.invoices.create({ customer });
    expect(draft.lines.data).toEqual([]);
    const one = await stripe.invoiceItems.create({
      customer,
      amount: 300,
      currency: 'usd',
      invoice: draft.id,
    });
    await stripe.invoiceItems.create({ customer, amount: 200, currency: 'usd', invoice: draft.id });
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ total: 500, amount_due: 500 });
    await stripe.invoiceItems.update(one.id, { amount: 400 });
    expect((await stripe.invoices.retrieve(draft.id)).lines.data.map(({ amount }) => amount)).toEqual([
      400, 200,
    ]);
    await stripe.invoiceItems.del(one.id);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ total: 200 });
  });

  it('that advances by itself is final after an hour and charged at once', async () => {
    const draft = await draftOf(1_200, { auto_advance: true });
    expect(draft.automatically_finalizes_at).toBe(draft.created + HOUR);
    await advance(HOUR - 60);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ status: 'draft' });
    await advance(120);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ status: 'paid', attempt_count: 1 });
  });

  it('that cannot be charged is tried again on the set days', async () => {
    const draft = await draftOf(1_200, { auto_advance: true }, 'pm_card_chargeCustomerFail');
    await advance(HOUR + 60);
    const failed = await stripe.invoices.retrieve(draft.id);
    expect(failed).toMatchObject({ status: 'open', attempt_count: 1 });
    await advance(16 * 86_400);
    expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({
      status: 'open',
      attempt_count: 4,
      next_payment_attempt: null,
    });
  });

  it('that is sent waits for its reader, with a due date', async () => {
    await expect(draftOf(800, { collection_method: 'send_invoice' })).rejects.toMatchObject({
      param: 'days_until_due',
    });
    const draft = await draftOf(800, {
      collection_method: 'send_invoice',
      days_until_due: 14,
      auto_advance: true,
    });
    const types = await typesDuring(emulator, idOf(draft.customer), () => advance(2 * HOUR));
    expect(types).toEqual(['invoice.finalized', 'payment_intent.created', 'invoice.sent']);
    const open = await stripe.invoices.retrieve(draft.id);
    expect(open).toMatchObject({ status: 'open', next_payment_attempt: null, attempt_count: 0 });
    expect(open.due_date).toBe(draft.created + 14 * 86_400);
    expect(await stripe.invoices.sendInvoice(draft.id)).toMatchObject({ status: 'open' });
  });

  it('can be edited as a draft, and only in part when it is final', async () => {
    const draft = await draftOf(800);
    expect(
      await stripe.invoices.update(draft.id, { description: 'June', metadata: { a: '1' } }),
    ).toMatchObject({ description: 'June', metadata: { a: '1' } });
    await stripe.invoices.finalizeInvoice(draft.id);
    await expect(stripe.invoices.update(draft.id, { description: 'July' })).rejects.toMatchObject({
      code: 'invoice_not_editable',
    });
    expect(await stripe.invoices.update(draft.id, { metadata: { a: '2' } })).toMatchObject({
      metadata: { a: '2' },
    });
  });

  it('can be thrown away as a draft, and its items wait again', async () => {
    const draft = await draftOf(800);
    expect(await stripe.invoices.del(draft.id)).toEqual({ id: draft.id, object: 'invoice', deleted: true });
    const pending = await stripe.invoiceItems.list({ customer: idOf(draft.customer), pending: true });
    expect(pending.data).toMatchObject([{ amount: 800 }]);
    const other = await draftOf(100);
    await stripe.invoices.finalizeInvoice(other.id);
    await expect(stripe.invoices.del(other.id)).rejects.toMatchObject({ code: 'invoice_not_editable' });
  });

  it('of a subscription bills what waits for it and leaves its periods alone', async () => {
    const made = await subscribe(stripe);
    const customer = idOf(made.customer);
    await stripe.invoiceItems.create({ customer, amount: 600, currency: 'usd', subscription: made.id });
    await stripe.invoiceItems.create({ customer, amount: 50, currency: 'usd' });
    const draft = await stripe.invoices.create({
      customer,
      subscription: made.id,
      pending_invoice_items_behavior: 'include',
    });
    expect(draft).toMatchObject({
      total: 600,
      parent: { subscription_details: { subscription: made.id } },
    });
    await stripe.invoices.finalizeInvoice(draft.id);
    await stripe.invoices.pay(draft.id);
    expect(await stripe.subscriptions.retrieve(made.id)).toEqual(made);
  });
});

describe('a customer’s balance', () => {
  it('is changed by hand and used by the next invoice that becomes final', async () => {
    const draft = await draftOf(1_000);
    const customer = idOf(draft.customer);
    const credit = await stripe.customers.createBalanceTransaction(customer, {
      amount: -300,
      currency: 'usd',
      description: 'Sorry for the outage',
      metadata: { ticket: '12' },
    });
    expect(credit).toMatchObject({ type: 'adjustment', ending_balance: -300, metadata: { ticket: '12' } });
    expect(await stripe.customers.retrieveBalanceTransaction(customer, credit.id)).toEqual(credit);
    expect(await stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({
      total: 1_000,
      amount_due: 700,
      starting_balance: -300,
      ending_balance: 0,
    });
    const { data } = await stripe.customers.listBalanceTransactions(customer);
    expect(data.map(({ type, amount }) => [type, amount])).toEqual([
      ['applied_to_invoice', 300],
      ['adjustment', -300],
    ]);
    const other = await makePayer(stripe);
    await expect(stripe.customers.retrieveBalanceTransaction(other.id, credit.id)).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(
      stripe.customers.createBalanceTransaction(customer, { amount: 1, currency: 'eur' }),
    ).rejects.toMatchObject({ param: 'currency' });
  });

  it('is set with the customer, with a record of each change', async () => {
    const { id } = await stripe.customers.create({ balance: -500 });
    expect(await stripe.customers.update(id, { balance: 200 })).toMatchObject({ balance: 200 });
    const { data } = await stripe.customers.listBalanceTransactions(id);
    expect(data.map(({ type, amount, ending_balance }) => [type, amount, ending_balance])).toEqual([
      ['adjustment', 700, 200],
      ['initial', -500, -500],
    ]);
  });
});
