import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { firstItem, idOf, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
let dear: string;
let yearly: string;
beforeAll(async () => {
  emulator = await startEmulator();
  dear = (await makePrice(emulator.stripe, { unit_amount: 9900 })).id;
  yearly = (await makePrice(emulator.stripe, { unit_amount: 27_840, recurring: { interval: 'year' } })).id;
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });
const update = (made: Stripe.Subscription, changes: Stripe.SubscriptionUpdateParams) =>
  emulator.stripe.subscriptions.update(made.id, changes);
const swap = (made: Stripe.Subscription, price: string) => ({ items: [{ id: firstItem(made).id, price }] });
const latest = async (made: Stripe.Subscription) => {
  const { latest_invoice } = await emulator.stripe.subscriptions.retrieve(made.id);
  return emulator.stripe.invoices.retrieve(idOf(latest_invoice));
};

/** The moment of the emulator's clock that an update reckons from. */
async function tenDaysIn(method?: string) {
  const made = await subscribe(emulator.stripe, {}, method);
  await advance(10 * DAY);
  return { made, proration_date: firstItem(made).current_period_start + 10 * DAY };
}

describe('an upgrade', () => {
  it('with always_invoice bills at once exactly what the preview showed', async () => {
    const { made, proration_date } = await tenDaysIn();
    const preview = await emulator.stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { ...swap(made, dear), proration_behavior: 'always_invoice', proration_date },
    });
    const types = await typesDuring(emulator, made.id, () =>
      update(made, { ...swap(made, dear), proration_behavior: 'always_invoice', proration_date }),
    );
    const seen = [
      'invoiceitem.created',
      'customer.subscription.updated',
      'invoice.created',
      'invoice.finalized',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ];
    expect([...new Set(types)]).toEqual(seen);
    expect(types.filter((type) => type === 'invoiceitem.created')).toHaveLength(2);
    const invoice = await latest(made);
    expect(invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_update',
      total: preview.total,
    });
    const shown = ({ lines }: Stripe.Invoice) =>
      lines.data.map(({ amount, description, period }) => ({ amount, description, period }));
    expect(shown(invoice)).toEqual(shown(preview));
    expect(invoice.lines.data.every(({ parent }) => parent?.subscription_item_details?.proration)).toBe(true);
    expect(preview.parent?.subscription_details?.subscription_proration_date).toBe(proration_date);
    const { current_period_start: start, current_period_end: end } = firstItem(made);
    const rest = (end - proration_date) / (end - start);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([
      -Math.round(2900 * rest),
      Math.round(9900 * rest),
    ]);
  });

  it('with create_prorations waits for the renewal, as its preview says', async () => {
    const { made, proration_date } = await tenDaysIn();
    const preview = await emulator.stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { ...swap(made, dear), proration_date },
    });
    const types = await typesDuring(emulator, made.id, () =>
      update(made, { ...swap(made, dear), proration_date }),
    );
    expect(types).toEqual(['invoiceitem.created', 'invoiceitem.created', 'customer.subscription.updated']);
    const pending = await emulator.stripe.invoiceItems.list({ customer: idOf(made.customer), pending: true });
    expect(pending.data).toHaveLength(2);
    await advance(25 * DAY);
    expect(await latest(made)).toMatchObject({ status: 'paid', total: preview.total });
  });

  it('with none changes the price of the next period only', async () => {
    const { made } = await tenDaysIn();
    await update(made, { ...swap(made, dear), proration_behavior: 'none' });
    await advance(25 * DAY);
    expect((await latest(made)).total).toBe(9900);
  });

  it('to another interval starts a new period and bills it at once', async () => {
    const { made, proration_date } = await tenDaysIn();
    const preview = await emulator.stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { ...swap(made, yearly), proration_date },
    });
    const after = await update(made, { ...swap(made, yearly), proration_date });
    const invoice = await latest(made);
    expect(invoice).toMatchObject({ status: 'paid', total: preview.total });
    expect(invoice.total).toBeGreaterThan(27_840 - 2900);
    expect(invoice.total).toBeLessThan(27_840);
    expect(firstItem(after).current_period_start).toBe(after.billing_cycle_anchor);
    expect(after.billing_cycle_anchor).toBeGreaterThan(made.billing_cycle_anchor);
  });
});

describe('seats', () => {
  it('are added, paid for the rest of the period, and given back as credit', async () => {
    const { made, proration_date } = await tenDaysIn();
    const id = firstItem(made).id;
    await update(made, {
      items: [{ id, quantity: 3 }],
      proration_behavior: 'always_invoice',
      proration_date,
    });
    const more = await latest(made);
    expect(more.total).toBeGreaterThan(0);
    await update(made, {
      items: [{ id, quantity: 1 }],
      proration_behavior: 'always_invoice',
      proration_date,
    });
    const fewer = await latest(made);
    expect(fewer).toMatchObject({ status: 'paid', total: -more.total, amount_due: 0 });
    const customer = await emulator.stripe.customers.retrieve(idOf(made.customer));
    expect(customer).toMatchObject({ balance: -more.total });
    const booked = await emulator.stripe.customers.listBalanceTransactions(customer.id);
    expect(booked.data.map(({ amount }) => amount)).toEqual([-more.total]);
    await advance(25 * DAY);
    expect(await latest(made)).toMatchObject({
      total: 2900,
      starting_balance: -more.total,
      amount_paid: Math.max(0, 2900 - more.total),
    });
  });

  it('items are added and deleted, but never all of them', async () => {
    const { made } = await tenDaysIn();
    const two = await update(made, { items: [{ price: dear }] });
    expect(two.items.data).toHaveLength(2);
    expect(two.items.data[1]?.current_period_end).toBe(firstItem(made).current_period_end);
    const one = await update(made, { items: [{ id: firstItem(made).id, deleted: true }] });
    expect(one.items.data.map(({ price }) => price.id)).toEqual([dear]);
    const none = update(made, { items: [{ id: firstItem(one).id, deleted: true }] });
    await expect(none).rejects.toMatchObject({ param: 'items' });
  });
});

describe('a change whose payment fails', () => {
  async function failing() {
    const started = await tenDaysIn();
    const customer = idOf(started.made.customer);
    const { id } = await emulator.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
    await update(started.made, { default_payment_method: id });
    return started;
  }
  const bill = { proration_behavior: 'always_invoice' } as const;

  it('is made all the same by default, and the subscription is past due until it is paid', async () => {
    const { made } = await failing();
    expect(await update(made, { ...swap(made, dear), ...bill })).toMatchObject({ status: 'past_due' });
    const good = await emulator.stripe.paymentMethods.attach('pm_card_visa', {
      customer: idOf(made.customer),
    });
    await emulator.stripe.invoices.pay((await latest(made)).id, { payment_method: good.id });
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('active');
  });

  it('is not made with error_if_incomplete', async () => {
    const { made } = await failing();
    const tried = update(made, { ...swap(made, dear), ...bill, payment_behavior: 'error_if_incomplete' });
    await expect(tried).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(firstItem(after).price.id).toBe(firstItem(made).price.id);
    expect(after.latest_invoice).toBe(made.latest_invoice);
  });

  it('waits with pending_if_incomplete, and is made when its invoice is paid', async () => {
    const { made } = await failing();
    const waiting = await update(made, {
      ...swap(made, dear),
      ...bill,
      payment_behavior: 'pending_if_incomplete',
    });
    expect(waiting.status).toBe('active');
    expect(firstItem(waiting).price.id).toBe(firstItem(made).price.id);
    expect(waiting.pending_update?.subscription_items?.[0]?.price.id).toBe(dear);
    const good = await emulator.stripe.paymentMethods.attach('pm_card_visa', {
      customer: idOf(made.customer),
    });
    const types = await typesDuring(emulator, made.id, () =>
      emulator.stripe.invoices.pay(idOf(waiting.latest_invoice), { payment_method: good.id }),
    );
    expect(types).toContain('customer.subscription.pending_update_applied');
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(firstItem(after).price.id).toBe(dear);
    expect(after.pending_update).toBeNull();
  });

  it('is given up when its invoice is voided', async () => {
    const { made } = await failing();
    const waiting = await update(made, {
      ...swap(made, dear),
      ...bill,
      payment_behavior: 'pending_if_incomplete',
    });
    const types = await typesDuring(emulator, made.id, () =>
      emulator.stripe.invoices.voidInvoice(idOf(waiting.latest_invoice)),
    );
    expect(types).toEqual(expect.arrayContaining(['invoice.voided']));
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(after.pending_update).toBeNull();
    expect(firstItem(after).price.id).toBe(firstItem(made).price.id);
  });

  it('is given up after 23 hours with pending_if_incomplete', async () => {
    const { made } = await failing();
    const waiting = await update(made, {
      ...swap(made, dear),
      ...bill,
      payment_behavior: 'pending_if_incomplete',
    });
    const types = await typesDuring(emulator, made.id, () => advance(DAY));
    expect(types).toContain('customer.subscription.pending_update_expired');
    expect(types).toContain('invoice.voided');
    const after = await emulator.stripe.subscriptions.retrieve(made.id);
    expect(after.pending_update).toBeNull();
    expect(firstItem(after).price.id).toBe(firstItem(made).price.id);
    expect(await emulator.stripe.invoices.retrieve(idOf(waiting.latest_invoice))).toMatchObject({
      status: 'void',
    });
  });
});

describe('canceling', () => {
  it('with prorate and invoice_now gives the rest of the period back as credit', async () => {
    const { made } = await tenDaysIn();
    const ended = await emulator.stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true });
    expect(ended.status).toBe('canceled');
    const invoice = await latest(made);
    expect(invoice.total).toBeLessThan(0);
    expect(await emulator.stripe.customers.retrieve(idOf(made.customer))).toMatchObject({
      balance: invoice.total,
    });
  });

  it('at a moment of its own, and not after all', async () => {
    const { made } = await tenDaysIn();
    const at = firstItem(made).current_period_end + 5 * DAY;
    expect(await update(made, { cancel_at: at })).toMatchObject({
      cancel_at: at,
      cancel_at_period_end: false,
    });
    expect(await update(made, { cancel_at: '' })).toMatchObject({ cancel_at: null, canceled_at: null });
  });
});

it('a trial ends at once when it is told to, and is paid', async () => {
  const made = await subscribe(emulator.stripe, { trial_period_days: 7 });
  const after = await update(made, { trial_end: 'now' });
  expect(after.status).toBe('active');
  expect(await latest(made)).toMatchObject({ status: 'paid', total: 2900 });
});
