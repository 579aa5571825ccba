import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { firstItem, idOf, makePayer, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const HOUR = 3_600;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });

describe('a payment method', () => {
  it('is attached from a test method, and refused when its card is refused on entry', async () => {
    const { id } = await emulator.stripe.customers.create({});
    const method = await emulator.stripe.paymentMethods.attach('pm_card_visa', { customer: id });
    expect(method).toMatchObject({ customer: id, card: { last4: '4242' } });
    const refused = emulator.stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: id });
    await expect(refused).rejects.toMatchObject({ statusCode: 402, decline_code: 'generic_decline' });
  });

  it('of somebody else is neither attached nor made the default', async () => {
    const payer = await makePayer(emulator.stripe);
    const method = idOf(payer.invoice_settings.default_payment_method);
    const { id } = await emulator.stripe.customers.create({});
    await expect(emulator.stripe.paymentMethods.attach(method, { customer: id })).rejects.toMatchObject({
      code: 'payment_method_unexpected_state',
    });
    const stolen = { invoice_settings: { default_payment_method: method } };
    await expect(emulator.stripe.customers.update(id, stolen)).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });
});

describe('a subscription made by API', () => {
  it('is paid with the default method and active', async () => {
    const payer = await makePayer(emulator.stripe);
    const types = await typesDuring(emulator, payer.id, () =>
      subscribe(emulator.stripe, { customer: payer.id }),
    );
    expect(types).toEqual(
      [
        'customer.subscription.created',
        'invoice.created',
        'invoice.finalized',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice.updated',
        'invoice.paid',
        'invoice.payment_succeeded',
        'customer.subscription.updated',
        'price.created',
        'product.created',
      ].filter((type) => !/^(price|product)\./.test(type)),
    );
    const [made] = (await emulator.stripe.subscriptions.list({ customer: payer.id })).data;
    expect(made?.status).toBe('active');
  });

  it('needs a way to pay unless the payment comes later', async () => {
    const { id: customer } = await emulator.stripe.customers.create({});
    await expect(subscribe(emulator.stripe, { customer })).rejects.toMatchObject({
      code: 'resource_missing',
    });
    const later = await subscribe(emulator.stripe, {
      customer,
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    });
    expect(later).toMatchObject({
      status: 'incomplete',
      latest_invoice: { status: 'open', confirmation_secret: { type: 'payment_intent' } },
    });
  });

  it('with allow_incomplete waits for its first payment, and is active once it is paid', async () => {
    const made = await subscribe(emulator.stripe, {}, 'pm_card_chargeCustomerFail');
    expect(made.status).toBe('incomplete');
    const customer = idOf(made.customer);
    const good = await emulator.stripe.paymentMethods.attach('pm_card_visa', { customer });
    const invoice = idOf(made.latest_invoice);
    await expect(emulator.stripe.invoices.pay(invoice)).rejects.toMatchObject({ code: 'card_declined' });
    expect(await emulator.stripe.invoices.retrieve(invoice)).toMatchObject({
      attempt_count: 2,
      status: 'open',
    });
    await emulator.stripe.invoices.pay(invoice, { payment_method: good.id });
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('active');
    await expect(emulator.stripe.invoices.pay(invoice)).rejects.toMatchObject({
      code: 'invoice_already_paid',
    });
  });

  it('with error_if_incomplete leaves nothing behind when the card fails', async () => {
    const payer = await makePayer(emulator.stripe, 'pm_card_chargeCustomerFail');
    const tried = subscribe(emulator.stripe, { customer: payer.id, payment_behavior: 'error_if_incomplete' });
    await expect(tried).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect((await emulator.stripe.subscriptions.list({ customer: payer.id, status: 'all' })).data).toEqual(
      [],
    );
    expect((await emulator.stripe.invoices.list({ customer: payer.id })).data).toEqual([]);
  });

  it('that asks for authentication stays incomplete and says so', async () => {
    const payer = await makePayer(emulator.stripe, 'pm_card_authenticationRequired');
    const types = await typesDuring(emulator, payer.id, () =>
      subscribe(emulator.stripe, { customer: payer.id }),
    );
    expect(types).toContain('payment_intent.requires_action');
    expect(types).toContain('invoice.payment_action_required');
    const [made] = (await emulator.stripe.subscriptions.list({ customer: payer.id })).data;
    expect(made?.status).toBe('incomplete');
  });

  it('expires when its first payment does not come within 23 hours', async () => {
    const made = await subscribe(emulator.stripe, {}, 'pm_card_chargeCustomerFail');
    await advance(22 * HOUR);
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('incomplete');
    await advance(2 * HOUR);
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('incomplete_expired');
    expect(await emulator.stripe.invoices.retrieve(idOf(made.latest_invoice))).toMatchObject({
      status: 'void',
    });
  });

  it('starts with a trial that needs no card, and ends without one when so set', async () => {
    const { id: customer } = await emulator.stripe.customers.create({});
    const made = await subscribe(emulator.stripe, {
      customer,
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    });
    expect(made).toMatchObject({ status: 'trialing' });
    expect(made.trial_end).toBe(firstItem(made).current_period_end);
    const types = await typesDuring(emulator, customer, () => advance(8 * 24 * HOUR));
    expect(types).toContain('customer.subscription.trial_will_end');
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('canceled');
  });

  it('refuses two items of one price, one-time prices and parameters that are not emulated', async () => {
    const price = (await makePrice(emulator.stripe)).id;
    await expect(subscribe(emulator.stripe, { items: [{ price }, { price }] })).rejects.toMatchObject({
      param: 'items',
    });
    const once = await emulator.stripe.prices.create({
      currency: 'usd',
      unit_amount: 1,
      product_data: { name: 'x' },
    });
    await expect(subscribe(emulator.stripe, { items: [{ price: once.id }] })).rejects.toMatchObject({
      param: 'items[0][price]',
    });
    await expect(subscribe(emulator.stripe, { days_until_due: 3 })).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
  });
});

it('metered items are billed afterwards, for what was used in the period', async () => {
  const meter = await emulator.stripe.billing.meters.create({
    display_name: 'Runs',
    event_name: 'runs',
    default_aggregation: { formula: 'sum' },
  });
  const metered = await makePrice(emulator.stripe, {
    unit_amount: 10,
    recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
  });
  const base = await makePrice(emulator.stripe);
  const made = await subscribe(emulator.stripe, { items: [{ price: base.id }, { price: metered.id }] });
  const first = await emulator.stripe.invoices.retrieve(idOf(made.latest_invoice));
  expect(first.total).toBe(2900);
  await advance(60);
  const payload = { stripe_customer_id: idOf(made.customer), value: '42' };
  await emulator.stripe.billing.meterEvents.create({ event_name: 'runs', payload });
  await advance(31 * 24 * HOUR);
  const after = await emulator.stripe.subscriptions.retrieve(made.id);
  const renewal = await emulator.stripe.invoices.retrieve(idOf(after.latest_invoice));
  expect(renewal).toMatchObject({ status: 'paid', total: 2900 + 420 });
  expect(renewal.lines.data.map(({ amount, quantity }) => [amount, quantity])).toEqual([
    [420, 42],
    [2900, 1],
  ]);
});
