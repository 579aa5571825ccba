import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

async function subscribe() {
  const session = await openCheckout(emulator.stripe);
  await pay(session);
  const { data } = await emulator.stripe.subscriptions.list({ customer: String(session.customer) });
  const [subscription] = data;
  if (subscription === undefined) throw new Error('no subscription');
  return subscription;
}

async function newestEvent() {
  const [event] = (await emulator.stripe.events.list({ limit: 1 })).data;
  return event;
}

describe('customers', () => {
  it('are made, changed, listed by email and deleted', async () => {
    const { stripe } = emulator;
    const made = await stripe.customers.create({ email: 'c@example.com', metadata: { a: '1', b: '2' } });
    const changed = await stripe.customers.update(made.id, {
      name: 'Ada',
      metadata: { a: '', c: '3' },
      address: { city: 'Zürich', country: 'CH' },
    });
    expect(changed).toMatchObject({
      name: 'Ada',
      metadata: { b: '2', c: '3' },
      address: { city: 'Zürich', line1: null },
    });
    expect(changed.metadata).not.toHaveProperty('a');
    expect(await newestEvent()).toMatchObject({
      type: 'customer.updated',
      data: { previous_attributes: { name: null, metadata: { a: '1', c: null } } },
    });
    expect((await stripe.customers.list({ email: 'c@example.com' })).data.map(({ id }) => id)).toEqual([
      made.id,
    ]);
    expect(await stripe.customers.del(made.id)).toEqual({ id: made.id, object: 'customer', deleted: true });
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
    expect((await stripe.customers.list({ email: 'c@example.com' })).data).toEqual([]);
    await expect(stripe.customers.update(made.id, { name: 'x' })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('lose their subscriptions when deleted', async () => {
    const subscription = await subscribe();
    await emulator.stripe.customers.del(String(subscription.customer));
    expect(await emulator.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: 'canceled',
    });
  });

  it('say nothing when nothing changed', async () => {
    const made = await emulator.stripe.customers.create({ name: 'Same' });
    await emulator.stripe.customers.update(made.id, { name: 'Same' });
    expect(await newestEvent()).toMatchObject({ type: 'customer.created' });
  });
});

describe('products and prices', () => {
  it('find a price by its lookup key, which can be moved to another', async () => {
    const { stripe } = emulator;
    const first = await makePrice(stripe, { lookup_key: 'pro_month' });
    await expect(makePrice(stripe, { lookup_key: 'pro_month' })).rejects.toThrow(
      'already uses that lookup key',
    );
    const second = await makePrice(stripe, {
      lookup_key: 'pro_month',
      transfer_lookup_key: true,
      unit_amount: 3900,
    });
    const { data } = await stripe.prices.list({ lookup_keys: ['pro_month'], expand: ['data.product'] });
    expect(data.map(({ id }) => id)).toEqual([second.id]);
    expect(data[0]?.product).toMatchObject({ name: 'Pro' });
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  });

  it('keep decimals exact', async () => {
    const price = await makePrice(emulator.stripe, { unit_amount: 15660 });
    expect(price.unit_amount_decimal?.toString()).toBe('15660');
    expect(price.recurring).toMatchObject({ interval: 'month', interval_count: 1, usage_type: 'licensed' });
  });

  it('refuse to delete a product that has prices, and to sell an inactive price', async () => {
    const { stripe } = emulator;
    const price = await makePrice(stripe);
    await expect(stripe.products.del(String(price.product))).rejects.toThrow('has one or more');
    await stripe.prices.update(price.id, { active: false });
    await expect(openCheckout(stripe, { line_items: [{ price: price.id }] })).rejects.toThrow('inactive');
    const empty = await stripe.products.create({ name: 'Empty', metadata: { plan: 'x' } });
    await stripe.products.update(empty.id, { name: 'Emptier', active: false });
    expect((await stripe.products.list({ active: false })).data[0]).toMatchObject({ name: 'Emptier' });
    expect(await stripe.products.del(empty.id)).toMatchObject({ deleted: true });
  });

  it('show a changed price in the subscriptions that have it', async () => {
    const subscription = await subscribe();
    const price = subscription.items.data[0]?.price.id ?? '';
    await emulator.stripe.prices.update(price, { nickname: 'renamed' });
    const again = await emulator.stripe.subscriptions.retrieve(subscription.id);
    expect(again.items.data[0]?.price.nickname).toBe('renamed');
  });
});

describe('subscriptions', () => {
  it('end with their period, are kept after all, and end now', async () => {
    const { stripe } = emulator;
    const subscription = await subscribe();
    const item = subscription.items.data[0];
    const ending = await stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', comment: 'later' },
    });
    expect(ending).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      cancel_at: item?.current_period_end,
      cancellation_details: { feedback: 'too_expensive', comment: 'later', reason: 'cancellation_requested' },
    });
    expect(await newestEvent()).toMatchObject({
      type: 'customer.subscription.updated',
      data: { previous_attributes: { cancel_at_period_end: false, cancel_at: null } },
    });
    const kept = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(kept).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
    const ended = await stripe.subscriptions.cancel(subscription.id);
    expect(ended).toMatchObject({ status: 'canceled', ended_at: expect.any(Number) });
    expect(await newestEvent()).toMatchObject({ type: 'customer.subscription.deleted' });
    await expect(stripe.subscriptions.cancel(subscription.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }),
    ).rejects.toThrow('canceled');
  });

  it('leave the list when canceled, unless all are asked for', async () => {
    const { stripe } = emulator;
    const subscription = await subscribe();
    const customer = String(subscription.customer);
    await stripe.subscriptions.cancel(subscription.id);
    const ids = async (status?: 'all' | 'canceled' | 'active' | 'ended') =>
      (await stripe.subscriptions.list({ customer, ...(status && { status }) })).data.map(({ id }) => id);
    expect(await ids()).toEqual([]);
    expect(await ids('active')).toEqual([]);
    expect(await ids('all')).toEqual([subscription.id]);
    expect(await ids('canceled')).toEqual([subscription.id]);
    expect(await ids('ended')).toEqual([subscription.id]);
  });

  it('are found by price and have readable items', async () => {
    const { stripe } = emulator;
    const subscription = await subscribe();
    const [item] = subscription.items.data;
    const found = await stripe.subscriptions.list({ price: item?.price.id ?? '' });
    expect(found.data.map(({ id }) => id)).toEqual([subscription.id]);
    expect((await stripe.subscriptionItems.retrieve(item?.id ?? '')).subscription).toBe(subscription.id);
    expect((await stripe.subscriptionItems.list({ subscription: subscription.id })).data).toHaveLength(1);
  });
});

describe('invoices and payments', () => {
  it('can be read from every side', async () => {
    const { stripe } = emulator;
    const subscription = await subscribe();
    const customer = String(subscription.customer);
    const [invoice] = (await stripe.invoices.list({ customer, status: 'paid' })).data;
    expect((await stripe.invoices.list({ subscription: subscription.id })).data[0]?.id).toBe(invoice?.id);
    expect((await stripe.invoices.listLineItems(invoice?.id ?? '')).data).toHaveLength(1);
    const [payment] = (await stripe.invoicePayments.list({ invoice: invoice?.id ?? '' })).data;
    const intent = String(payment?.payment.payment_intent);
    const payments = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intent },
    });
    expect(payments.data[0]?.invoice).toBe(invoice?.id);
    expect((await stripe.paymentIntents.list({ customer })).data.map(({ id }) => id)).toEqual([intent]);
    expect((await stripe.charges.list({ payment_intent: intent })).data[0]).toMatchObject({
      paid: true,
      amount: 2900,
    });
    const [method] = (await stripe.customers.listPaymentMethods(customer)).data;
    expect(await stripe.paymentMethods.detach(method?.id ?? '')).toMatchObject({ customer: null });
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
  });

  it('have a page and a PDF behind links that cannot be guessed', async () => {
    const subscription = await subscribe();
    const [invoice] = (await emulator.stripe.invoices.list({ subscription: subscription.id })).data;
    const shown = await fetch(invoice?.hosted_invoice_url ?? '');
    expect(await shown.text()).toContain('$29.00');
    const file = await fetch(invoice?.invoice_pdf ?? '');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
    expect((await fetch(`${emulator.service.url}/i/${invoice?.id}/guess`)).status).toBe(404);
  });

  it('give the same card the same fingerprint', async () => {
    const first = await subscribe();
    const second = await subscribe();
    const fingerprint = async (subscription: typeof first) =>
      (await emulator.stripe.paymentMethods.retrieve(String(subscription.default_payment_method))).card
        ?.fingerprint;
    expect(await fingerprint(first)).toBe(await fingerprint(second));
  });
});

describe('the portal', () => {
  it('shows the plan, cancels it at period end and keeps it after all', async () => {
    const { stripe } = emulator;
    const subscription = await subscribe();
    const portal = await stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      return_url: 'http://127.0.0.1:9/account',
    });
    expect(await (await fetch(portal.url)).text()).toContain('Cancel subscription');
    const body = new URLSearchParams({ subscription: subscription.id });
    await fetch(`${portal.url}/cancel`, { method: 'POST', body, redirect: 'manual' });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at_period_end: true,
    });
    expect(await (await fetch(portal.url)).text()).toContain('Ends on');
    await fetch(`${portal.url}/resume`, { method: 'POST', body, redirect: 'manual' });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at_period_end: false,
    });
  });

  it('touches nobody else’s subscription', async () => {
    const [mine, theirs] = [await subscribe(), await subscribe()];
    const portal = await emulator.stripe.billingPortal.sessions.create({ customer: String(mine.customer) });
    const body = new URLSearchParams({ subscription: theirs.id });
    expect((await fetch(`${portal.url}/cancel`, { method: 'POST', body })).status).toBe(404);
    expect(await emulator.stripe.subscriptions.retrieve(theirs.id)).toMatchObject({
      cancel_at_period_end: false,
    });
  });
});
