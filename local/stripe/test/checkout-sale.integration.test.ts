import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const whole = <T extends { id: string }>(found: string | T | null | undefined): T => {
  if (!found || typeof found === 'string') throw new Error('not expanded');
  return found;
};

describe('Checkout with a metered item', () => {
  const withMeter = async (quantity?: number) => {
    const { stripe } = emulator;
    const plan = await makePrice(stripe, { unit_amount: 9900 });
    const meter = await stripe.billing.meters.create({
      display_name: 'Runs',
      event_name: `runs_${crypto.randomUUID()}`,
      default_aggregation: { formula: 'sum' },
    });
    const metered = await makePrice(stripe, {
      unit_amount: 10,
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    });
    const item = { price: metered.id, ...(quantity !== undefined && { quantity }) };
    return openCheckout(stripe, { line_items: [{ price: plan.id, quantity: 1 }, item] });
  };

  it('costs nothing now, and becomes an item without quantity', async () => {
    const { stripe } = emulator;
    const opened = await withMeter();
    expect(opened).toMatchObject({ amount_subtotal: 9900, amount_total: 9900 });
    expect(await (await fetch(opened.url ?? '')).text()).toContain('billed by use');
    await pay(opened);
    const done = await stripe.checkout.sessions.retrieve(opened.id, {
      expand: ['line_items', 'subscription', 'invoice'],
    });
    expect(done.line_items?.data.map(({ quantity }) => quantity)).toEqual([1, null]);
    const items = whole<Stripe.Subscription>(done.subscription).items.data;
    expect(items.map((item) => item.quantity)).toEqual([1, undefined]);
    expect(whole<Stripe.Invoice>(done.invoice)).toMatchObject({
      total: 9900,
      lines: { data: [{ amount: 9900 }] },
    });
  });

  it('takes no quantity', async () => {
    await expect(withMeter(1)).rejects.toMatchObject({
      statusCode: 400,
      param: 'line_items[1][quantity]',
    });
  });
});

describe('Checkout of a one-time price with an invoice', () => {
  it('makes a paid invoice that is tied to the payment, and tells so', async () => {
    const { stripe } = emulator;
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 49900,
      product_data: { name: 'Pro for life' },
    });
    const session = await openCheckout(stripe, {
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 1 }],
      invoice_creation: { enabled: true, invoice_data: { metadata: { organization_id: 'org-1' } } },
    });
    expect(session.invoice_creation).toMatchObject({ enabled: true });
    const before = (await stripe.events.list({ limit: 1 })).data[0]?.id ?? '';
    await pay(session);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['invoice.payments'] });
    const invoice = whole<Stripe.Invoice>(done.invoice);
    expect(invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'manual',
      parent: null,
      total: 49900,
      amount_paid: 49900,
      amount_remaining: 0,
      metadata: { organization_id: 'org-1' },
      lines: { data: [{ amount: 49900, pricing: { price_details: { price: price.id } } }] },
    });
    expect(invoice.payments?.data[0]?.payment.payment_intent).toBe(done.payment_intent);
    const paid = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: String(done.payment_intent) },
    });
    expect(paid.data).toMatchObject([{ invoice: invoice.id, status: 'paid', amount_paid: 49900 }]);
    expect((await fetch(invoice.invoice_pdf ?? '')).headers.get('content-type')).toBe('application/pdf');
    const { data } = await stripe.events.list({ ending_before: before, limit: 100 });
    expect(data.map(({ type }) => type).reverse()).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'customer.updated',
      'checkout.session.completed',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice_payment.paid',
      'charge.updated',
    ]);
  });

  it('is for payments only', async () => {
    await expect(openCheckout(emulator.stripe, { invoice_creation: { enabled: true } })).rejects.toThrow(
      'invoice_creation',
    );
  });
});

describe('Checkout with tax', () => {
  const taxed = {
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
    customer_update: { address: 'auto', name: 'auto' },
    billing_address_collection: 'required',
  } as const;
  const germany = {
    billing_name: 'Ada GmbH',
    line1: 'Weg 1',
    city: 'Berlin',
    postal_code: '10115',
    country: 'DE',
  };
  const bill = (session: Stripe.Checkout.Session, changes: Record<string, string> = {}) =>
    fetch(`${session.url}/billing`, {
      method: 'POST',
      body: new URLSearchParams({ ...germany, ...changes }),
      redirect: 'manual',
    });

  it('asks for the address first, then takes the tax of the place, now and at each renewal', async () => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe, taxed);
    expect(session.automatic_tax.status).toBe('requires_location_inputs');
    const asked = await (await fetch(session.url ?? '')).text();
    expect(asked).toContain('Billing address');
    expect(asked).not.toContain('Card number');
    expect((await pay(session)).status).toBe(402);
    expect((await bill(session, { country: '' })).status).toBe(400);
    expect((await bill(session)).status).toBe(303);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      amount_subtotal: 2900,
      amount_total: 3451,
      automatic_tax: { enabled: true, status: 'complete' },
      total_details: { amount_tax: 551 },
    });
    expect((await pay(session)).status).toBe(303);

    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
    expect(done.customer_details).toMatchObject({ address: { country: 'DE' }, name: 'Ada GmbH' });
    expect(await stripe.customers.retrieve(String(session.customer))).toMatchObject({
      name: 'Ada GmbH',
      address: { line1: 'Weg 1', city: 'Berlin', country: 'DE' },
    });
    const subscription = whole<Stripe.Subscription>(done.subscription);
    expect(subscription.automatic_tax.enabled).toBe(true);
    expect(whole<Stripe.Invoice>(done.invoice)).toMatchObject({
      subtotal: 2900,
      total_excluding_tax: 2900,
      total: 3451,
      amount_paid: 3451,
      automatic_tax: { enabled: true, status: 'complete' },
      total_taxes: [{ amount: 551, taxable_amount: 2900, tax_behavior: 'exclusive' }],
      lines: { data: [{ amount: 2900, taxes: [{ amount: 551 }] }] },
    });
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    expect(preview).toMatchObject({ subtotal: 2900, total: 3451, amount_due: 3451 });
    await emulator.control('POST', '/clock/advance', { seconds: 32 * 86_400 });
    const { data } = await stripe.invoices.list({ subscription: subscription.id, limit: 1 });
    expect(data).toMatchObject([{ billing_reason: 'subscription_cycle', status: 'paid', total: 3451 }]);
  });

  it('leaves the tax to whoever gives a tax id, and takes none elsewhere', async () => {
    const { stripe } = emulator;
    const business = await openCheckout(stripe, taxed);
    await bill(business, { tax_id: 'DE 123456789' });
    await pay(business);
    const done = await stripe.checkout.sessions.retrieve(business.id, { expand: ['invoice'] });
    expect(done).toMatchObject({
      amount_total: 2900,
      customer_details: { tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }] },
    });
    expect(whole<Stripe.Invoice>(done.invoice)).toMatchObject({
      total: 2900,
      customer_tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }],
      total_taxes: [{ amount: 0, taxability_reason: 'reverse_charge' }],
    });
    const abroad = await openCheckout(stripe, taxed);
    await bill(abroad, { country: 'US' });
    await pay(abroad);
    expect(await stripe.checkout.sessions.retrieve(abroad.id)).toMatchObject({
      amount_total: 2900,
      automatic_tax: { status: 'complete' },
      total_details: { amount_tax: 0 },
    });
  });

  it('taxes what a discount leaves, also of a one-time payment', async () => {
    const { stripe } = emulator;
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 10_000,
      product_data: { name: 'Pro for life' },
    });
    const session = await openCheckout(stripe, {
      ...taxed,
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 1 }],
      discounts: [{ coupon: coupon.id }],
      invoice_creation: { enabled: true },
    });
    await bill(session);
    await pay(session);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['invoice', 'payment_intent'],
    });
    expect(done).toMatchObject({ amount_total: 5950, payment_intent: { amount_received: 5950 } });
    expect(whole<Stripe.Invoice>(done.invoice)).toMatchObject({
      subtotal: 10_000,
      total: 5950,
      total_excluding_tax: 5000,
      total_taxes: [{ amount: 950 }],
    });
  });

  it.each([
    [{ automatic_tax: { enabled: true } }, 'valid address'],
    [{ tax_id_collection: { enabled: true } }, 'customer_update[name]'],
  ])('refuses %j for a customer that cannot be written to', async (params, sentence) => {
    await expect(openCheckout(emulator.stripe, params)).rejects.toThrow(sentence);
  });
});
