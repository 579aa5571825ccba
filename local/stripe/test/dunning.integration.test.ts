import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { idOf, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.control('POST', '/reset'));
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (days: number) =>
  emulator.control('POST', '/clock/advance', { seconds: Math.round(days * DAY) });
const status = async (id: string) => (await emulator.stripe.subscriptions.retrieve(id)).status;

/** A subscription whose first renewal fails, at the moment of that renewal and some hours. */
async function failing(method = 'pm_card_chargeCustomerFail') {
  const made = await subscribe(emulator.stripe, { trial_period_days: 7 }, method);
  await advance(7.1);
  const { latest_invoice } = await emulator.stripe.subscriptions.retrieve(made.id);
  return { id: made.id, customer: idOf(made.customer), invoice: idOf(latest_invoice) };
}

describe('a renewal whose invoice is a draft for three hours', () => {
  const HOURS_3 = 3 * 3_600;
  beforeEach(() => emulator.control('POST', '/billing/settings', { draft_minutes: 180 }));

  it('can still be added to, and is charged after it', async () => {
    const { stripe } = emulator;
    const made = await subscribe(stripe, { trial_period_days: 7 });
    await advance(7.01);
    const { latest_invoice } = await stripe.subscriptions.retrieve(made.id);
    const invoice = idOf(latest_invoice);
    const draft = await stripe.invoices.retrieve(invoice);
    expect(draft).toMatchObject({ status: 'draft', auto_advance: true, attempt_count: 0, total: 2900 });
    expect(draft.automatically_finalizes_at).toBe(draft.created + HOURS_3);
    const item = { customer: idOf(made.customer), amount: 100, currency: 'usd', invoice };
    await stripe.invoiceItems.create(item);
    await advance(0.13);
    expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ status: 'paid', amount_paid: 3000 });
    expect(await status(made.id)).toBe('active');
  });

  it('that fails goes through the same attempts to the same end', async () => {
    const { id, invoice } = await failing();
    expect(await status(id)).toBe('active');
    await advance(0.05);
    expect(await status(id)).toBe('past_due');
    const first = await emulator.stripe.invoices.retrieve(invoice);
    expect(first).toMatchObject({ status: 'open', attempt_count: 1 });
    expect(first.next_payment_attempt).toBe(first.created + HOURS_3 + 3 * DAY);
    await advance(15.1);
    expect(await status(id)).toBe('canceled');
    expect(await emulator.stripe.invoices.retrieve(invoice)).toMatchObject({ attempt_count: 4 });
  });

  it('is not charged when the subscription is canceled meanwhile', async () => {
    const { id, invoice } = await failing('pm_card_visa');
    await emulator.stripe.subscriptions.cancel(id);
    await advance(1);
    expect(await emulator.stripe.invoices.retrieve(invoice)).toMatchObject({
      status: 'draft',
      auto_advance: false,
      automatically_finalizes_at: null,
    });
  });
});

describe('a renewal that fails', () => {
  it('is tried again on the set days and ends the subscription after the last', async () => {
    const { id, invoice } = await failing();
    const first = await emulator.stripe.invoices.retrieve(invoice);
    expect(first).toMatchObject({ status: 'open', attempt_count: 1 });
    expect(first.next_payment_attempt).toBe(first.created + 3 * DAY);
    await advance(3);
    expect(await emulator.stripe.invoices.retrieve(invoice)).toMatchObject({ attempt_count: 2 });
    expect(await status(id)).toBe('past_due');
    await advance(5);
    const types = await typesDuring(emulator, id, () => advance(7));
    expect(types).toEqual(['invoice.payment_failed', 'invoice.updated', 'customer.subscription.deleted']);
    expect(await emulator.stripe.subscriptions.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
    const last = await emulator.stripe.invoices.retrieve(invoice);
    expect(last).toMatchObject({ status: 'open', attempt_count: 4, next_payment_attempt: null });
  });

  it.each([
    ['unpaid', 'unpaid'],
    ['past_due', 'past_due'],
  ])('leaves the subscription %s when so set', async (setting, expected) => {
    await emulator.control('POST', '/billing/settings', { after_last_retry: setting, retry_after_days: [1] });
    const { id } = await failing();
    await advance(2);
    expect(await status(id)).toBe(expected);
  });

  it('is made good by paying the invoice with another card', async () => {
    const { id, customer, invoice } = await failing();
    const good = await emulator.stripe.paymentMethods.attach('pm_card_visa', { customer });
    const types = await typesDuring(emulator, customer, () =>
      emulator.stripe.invoices.pay(invoice, { payment_method: good.id }),
    );
    expect(types.slice(-4)).toEqual([
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
      'customer.subscription.updated',
    ]);
    expect(await status(id)).toBe('active');
  });

  it('is made good by the next attempt once the default card works', async () => {
    const { id, customer } = await failing();
    const good = await emulator.stripe.paymentMethods.attach('pm_card_visa', { customer });
    await emulator.stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: good.id },
    });
    await advance(3);
    expect(await status(id)).toBe('active');
  });
});

it('nothing is charged any more once a subscription that owes has ended as scheduled', async () => {
  await emulator.control('POST', '/billing/settings', { retry_after_days: [60] });
  const { id, invoice } = await failing();
  await emulator.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await advance(32);
  expect(await status(id)).toBe('canceled');
  expect(await emulator.stripe.invoices.retrieve(invoice)).toMatchObject({
    status: 'open',
    attempt_count: 1,
    next_payment_attempt: null,
  });
});

it('an unpaid subscription is not charged for new periods', async () => {
  await emulator.control('POST', '/billing/settings', { after_last_retry: 'unpaid', retry_after_days: [1] });
  const { id } = await failing();
  await advance(40);
  const { data } = await emulator.stripe.invoices.list({ subscription: id });
  expect(data[0]).toMatchObject({ status: 'draft', billing_reason: 'subscription_cycle' });
});

it('a renewal that asks for authentication says so, and waits for the cardholder', async () => {
  const { id, customer, invoice } = await failing('pm_card_authenticationRequired');
  expect(await status(id)).toBe('past_due');
  const { data } = await emulator.stripe.events.list({ types: ['invoice.payment_action_required'] });
  expect(data.map((event) => JSON.stringify(event.data.object).includes(customer))).toEqual([true]);
  const { data: payments } = await emulator.stripe.invoicePayments.list({ invoice });
  const intent = await emulator.stripe.paymentIntents.retrieve(idOf(payments[0]?.payment.payment_intent));
  expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
});

it('the next charge can be told to fail, whatever the card', async () => {
  const made = await subscribe(emulator.stripe, { trial_period_days: 7 });
  await emulator.control('POST', '/payments/decline', { times: 1 });
  await advance(7.1);
  expect(await status(made.id)).toBe('past_due');
  await advance(3);
  expect(await status(made.id)).toBe('active');
});

it('announces what comes: the end of a trial, and a renewal with its amount', async () => {
  const made = await subscribe(emulator.stripe, { trial_period_days: 7 });
  const trial = await typesDuring(emulator, made.id, () => advance(4.1));
  expect(trial).toEqual(['customer.subscription.trial_will_end']);
  await advance(3);
  await advance(24);
  const { data } = await emulator.stripe.events.list({ type: 'invoice.upcoming' });
  expect(data).toHaveLength(0);
  await advance(6);
  const [upcoming] = (await emulator.stripe.events.list({ type: 'invoice.upcoming' })).data;
  expect(upcoming?.data.object).toMatchObject({ billing_reason: 'upcoming', total: 2900 });
});
