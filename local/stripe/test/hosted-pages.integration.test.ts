import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { firstItem, idOf, subscribe } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const card = (number: string) => ({ number, expiry: '12 / 40', cvc: '123', name: 'Ada Lovelace' });
const status = async (id: string) => (await emulator.stripe.subscriptions.retrieve(id)).status;

describe('the hosted invoice page', () => {
  async function owing(method: string) {
    const made = await subscribe(emulator.stripe, {}, method);
    const invoice = await emulator.stripe.invoices.retrieve(idOf(made.latest_invoice));
    return { made, url: invoice.hosted_invoice_url ?? '' };
  }

  it('pays an open invoice with another card, and then only shows it', async () => {
    const { made, url } = await owing('pm_card_chargeCustomerFail');
    expect(await (await fetch(url)).text()).toContain('Pay this invoice');
    const refused = await post(`${url}/pay`, card('4000000000000002'));
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('declined');
    expect((await post(`${url}/pay`, card('4242424242424242'))).status).toBe(303);
    expect(await status(made.id)).toBe('active');
    expect(await (await fetch(url)).text()).not.toContain('Pay this invoice');
  });

  it('lets the cardholder answer the bank, whose no changes nothing', async () => {
    const { made, url } = await owing('pm_card_authenticationRequired');
    const question = await (await fetch(`${url}/pay`)).text();
    const method = /name="method" value="([^"]+)"/.exec(question)?.[1] ?? '';
    expect((await post(`${url}/pay`, { method, outcome: 'fail' })).status).toBe(402);
    expect(await status(made.id)).toBe('incomplete');
    expect((await post(`${url}/pay`, { method, outcome: 'complete' })).status).toBe(303);
    expect(await status(made.id)).toBe('active');
  });

  it('opens only with its secret', async () => {
    const { url } = await owing('pm_card_chargeCustomerFail');
    expect((await post(`${url}x/pay`, card('4242424242424242'))).status).toBe(404);
  });
});

describe('the portal', () => {
  async function portal(
    features?: Parameters<typeof emulator.stripe.billingPortal.configurations.create>[0]['features'],
  ) {
    const made = await subscribe(emulator.stripe);
    const configuration =
      features && (await emulator.stripe.billingPortal.configurations.create({ features })).id;
    const { url } = await emulator.stripe.billingPortal.sessions.create({
      customer: idOf(made.customer),
      ...(configuration && { configuration }),
    });
    return { made, url };
  }

  it('takes another card, which pays from then on', async () => {
    const { made, url } = await portal();
    expect(await (await fetch(url)).text()).toContain('4242');
    expect((await post(`${url}/card`, card('4000000000009995'))).status).toBe(402);
    expect((await post(`${url}/card`, card('5555555555554444'))).status).toBe(303);
    expect(await (await fetch(url)).text()).toContain('4444');
    const customer = await emulator.stripe.customers.retrieve(idOf(made.customer), {
      expand: ['invoice_settings.default_payment_method'],
    });
    expect(customer).toMatchObject({
      invoice_settings: { default_payment_method: { card: { last4: '4444' } } },
    });
  });

  it('cancels with a reason, and resumes', async () => {
    const { made, url } = await portal();
    await post(`${url}/cancel`, { subscription: made.id, feedback: 'too_expensive', comment: 'Later' });
    expect(await emulator.stripe.subscriptions.retrieve(made.id)).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', comment: 'Later' },
    });
    await post(`${url}/resume`, { subscription: made.id });
    expect(await emulator.stripe.subscriptions.retrieve(made.id)).toMatchObject({
      cancel_at_period_end: false,
    });
  });

  it('does what its configuration allows, and nothing else', async () => {
    const dear = await makePrice(emulator.stripe, { unit_amount: 9900 });
    const { made, url } = await portal({
      invoice_history: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        proration_behavior: 'always_invoice',
        products: [{ product: idOf(dear.product), prices: [dear.id] }],
      },
    });
    const text = await (await fetch(url)).text();
    expect(text).toContain('Update plan');
    expect(text).not.toContain('Cancel subscription');
    expect(text).not.toContain('Update payment method');
    expect((await post(`${url}/cancel`, { subscription: made.id })).status).toBe(404);
    expect((await post(`${url}/card`, card('4242424242424242'))).status).toBe(404);
    expect(
      (await post(`${url}/plan`, { subscription: made.id, price: firstItem(made).price.id })).status,
    ).toBe(404);
    expect((await post(`${url}/plan`, { subscription: made.id, price: dear.id })).status).toBe(303);
    expect(firstItem(await emulator.stripe.subscriptions.retrieve(made.id)).price.id).toBe(dear.id);
  });

  it('configurations are listed and changed', async () => {
    const { configurations } = emulator.stripe.billingPortal;
    const { id } = await configurations.create({
      features: { invoice_history: { enabled: true } },
      name: 'Main',
    });
    await configurations.update(id, {
      active: false,
      features: { payment_method_update: { enabled: true } },
    });
    expect(await configurations.retrieve(id)).toMatchObject({
      name: 'Main',
      active: false,
      features: { invoice_history: { enabled: true }, payment_method_update: { enabled: true } },
    });
    expect((await configurations.list({ active: true })).data.map((found) => found.id)).not.toContain(id);
  });
});
