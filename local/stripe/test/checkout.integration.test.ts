import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const typesSince = async (eventId: string | undefined) => {
  const params = eventId === undefined ? {} : { ending_before: eventId };
  const { data } = await emulator.stripe.events.list({ limit: 100, ...params });
  return data.map(({ type }) => type).reverse();
};
const lastEvent = async () => (await emulator.stripe.events.list({ limit: 1 })).data[0]?.id;

describe('Checkout of a subscription', () => {
  it('makes a paid, active subscription with everything around it', async () => {
    const { stripe } = emulator;
    const price = await makePrice(stripe, {
      unit_amount: 15660,
      recurring: { interval: 'month', interval_count: 6 },
    });
    const session = await openCheckout(stripe, {
      line_items: [{ price: price.id, quantity: 1 }],
      client_reference_id: 'org-1',
      metadata: { plan: 'pro' },
      subscription_data: { metadata: { organization_id: 'org-1' } },
    });
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 15660 });
    const before = await lastEvent();

    const answer = await pay(session);

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`http://127.0.0.1:9/success?session=${session.id}`);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items', 'subscription.default_payment_method', 'invoice.payments'],
    });
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      client_reference_id: 'org-1',
    });
    expect(done.line_items?.data[0]).toMatchObject({ amount_total: 15660, price: { id: price.id } });
    const { subscription, invoice } = done;
    if (typeof subscription === 'string' || !subscription || typeof invoice === 'string' || !invoice) {
      throw new Error('not expanded');
    }
    expect(subscription).toMatchObject({
      status: 'active',
      customer: session.customer,
      metadata: { organization_id: 'org-1' },
      latest_invoice: invoice.id,
      default_payment_method: { card: { last4: '4242', brand: 'visa' } },
    });
    const item = subscription.items.data[0];
    expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThan(180 * 86_400);
    expect(invoice).toMatchObject({
      status: 'paid',
      total: 15660,
      amount_remaining: 0,
      billing_reason: 'subscription_create',
      parent: {
        subscription_details: { subscription: subscription.id, metadata: { organization_id: 'org-1' } },
      },
    });
    expect(invoice.lines.data[0]).toMatchObject({
      amount: 15660,
      pricing: { price_details: { price: price.id } },
    });
    expect(invoice.payments?.data[0]).toMatchObject({ status: 'paid', amount_paid: 15660 });
    expect(await typesSince(before)).toEqual([
      'charge.succeeded',
      'payment_method.attached',
      'customer.updated',
      'checkout.session.completed',
      'customer.subscription.created',
      'payment_intent.created',
      'payment_intent.succeeded',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice_payment.paid',
    ]);
  });

  it('shows in each event the object as it was then', async () => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe);
    await pay(session);
    const { data } = await stripe.events.list({
      types: ['invoice.created', 'invoice.finalized', 'invoice.paid'],
      limit: 3,
    });
    const states = data.map(({ data: { object } }) => ('status' in object ? object.status : undefined));
    expect(states).toEqual(['paid', 'open', 'draft']);
  });

  it('starts a trial without charging', async () => {
    const { stripe } = emulator;
    const session = await openCheckout(stripe, {
      subscription_data: {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
      },
    });
    expect(session.amount_total).toBe(0);
    const before = await lastEvent();
    await pay(session);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
    expect(done.payment_status).toBe('no_payment_required');
    expect(done.subscription).toMatchObject({
      status: 'trialing',
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    });
    expect(done.invoice).toMatchObject({ status: 'paid', total: 0 });
    const subscription = typeof done.subscription === 'string' ? null : done.subscription;
    expect(subscription?.trial_end).toBe(subscription?.items.data[0]?.current_period_end);
    expect(await typesSince(before)).toEqual([
      'setup_intent.created',
      'setup_intent.succeeded',
      'payment_method.attached',
      'customer.updated',
      'checkout.session.completed',
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
    ]);
  });

  it('makes the customer when there is none', async () => {
    const { stripe } = emulator;
    const price = await makePrice(stripe);
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: price.id }],
      success_url: 'http://127.0.0.1:9/',
    });
    await pay(session, '4242424242424242', { email: 'new@example.com', name: 'New Person' });
    const { customer } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
    expect(customer).toMatchObject({ email: 'new@example.com', name: 'New Person' });
  });
});

describe('Checkout of a one-time price', () => {
  it('takes the payment and makes no invoice', async () => {
    const { stripe } = emulator;
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 49900,
      product_data: { name: 'Pro for life' },
    });
    const session = await openCheckout(stripe, {
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 1 }],
    });
    const before = await lastEvent();
    await pay(session);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      invoice: null,
      subscription: null,
    });
    expect(done.payment_intent).toMatchObject({
      status: 'succeeded',
      amount_received: 49900,
      latest_charge: { paid: true },
    });
    expect(await typesSince(before)).toEqual([
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
      'charge.updated',
    ]);
  });
});

describe('the page of a session', () => {
  it('sells once, however often the form is sent', async () => {
    const session = await openCheckout(emulator.stripe);
    const answers = await Promise.all([pay(session), pay(session), pay(session)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const { data } = await emulator.stripe.subscriptions.list({
      customer: String(session.customer),
      status: 'all',
    });
    expect(data).toHaveLength(1);
    expect(await (await fetch(session.url ?? '')).text()).toContain('already been paid');
  });

  it('says when it has expired, and then takes nothing', async () => {
    const session = await openCheckout(emulator.stripe);
    const expired = await emulator.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', url: null });
    const shown = await fetch(session.url ?? '');
    expect(shown.status).toBe(410);
    expect(await shown.text()).toContain('has expired');
    expect((await pay(session)).status).toBe(410);
    await expect(emulator.stripe.checkout.sessions.expire(session.id)).rejects.toThrow('status of expired');
    expect(await lastEvent().then((id) => emulator.stripe.events.retrieve(id ?? ''))).toMatchObject({
      type: 'checkout.session.expired',
    });
  });

  it('escapes what people may write', async () => {
    const price = await makePrice(emulator.stripe, { product_data: { name: '<script>alert(1)</script>' } });
    const session = await openCheckout(emulator.stripe, { line_items: [{ price: price.id }] });
    const text = await (await pay(session, '"><b>', { name: '<i>' })).text();
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('"><b>');
    expect(text).not.toContain('<i>');
  });

  it('answers 404 for a session that never was', async () => {
    expect((await fetch(`${emulator.service.url}/c/pay/cs_test_none`)).status).toBe(404);
  });
});

describe('what does not fit is refused', () => {
  it.each([
    [{ mode: 'payment' as const }, 'recurring price'],
    [{ customer_email: 'x@example.com' }, 'only specify one of these parameters'],
    [{ line_items: [{ price: 'price_none' }] }, "No such price: 'price_none'"],
    [{ customer: 'cus_none' }, "No such customer: 'cus_none'"],
    [{ success_url: 'nowhere' }, 'Not a valid URL'],
    [{ allowed_payment_method_types: ['link' as const] }, 'No valid payment method types'],
    [{ expires_at: 1 }, 'between 30 minutes and 24 hours'],
  ])('%j', async (change, sentence) => {
    await expect(openCheckout(emulator.stripe, change)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining(sentence),
    });
  });
});
