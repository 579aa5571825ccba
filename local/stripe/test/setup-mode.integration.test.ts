import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { pay } from './shop';
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

/** An open set-up session for a new customer. */
async function openSetup(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  return stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    customer: customer.id,
    success_url: 'http://127.0.0.1:9/saved?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:9/cancel',
    ...changes,
  });
}

describe('Checkout in setup mode', () => {
  it('saves a card without a charge, and tells so', async () => {
    const session = await openSetup({ setup_intent_data: { metadata: { why: 'spare' } } });
    expect(session).toMatchObject({
      mode: 'setup',
      amount_total: null,
      payment_status: 'no_payment_required',
    });
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('Save a card');
    const customer = idOf(session.customer);
    const types = await typesDuring(emulator, customer, async () => {
      const answer = await pay(session);
      expect(answer.headers.get('location')).toBe(`http://127.0.0.1:9/saved?session=${session.id}`);
    });
    expect(types).toEqual([
      'payment_method.attached',
      'setup_intent.succeeded',
      'checkout.session.completed',
    ]);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['setup_intent.payment_method', 'line_items'],
    });
    expect(done).toMatchObject({
      status: 'complete',
      setup_intent: {
        status: 'succeeded',
        customer,
        metadata: { why: 'spare' },
        payment_method: { customer, card: { last4: '4242' } },
      },
      line_items: { data: [] },
    });
    const list = await stripe.setupIntents.list({ customer });
    expect(list.data).toHaveLength(1);
    expect((await stripe.charges.list({ customer })).data).toEqual([]);
    expect(await (await fetch(`${emulator.service.url}/c/pay/${session.id}`)).text()).toContain(
      'Your card has been saved.',
    );
  });

  it('asks the bank where the card wants it, and takes no card that is refused', async () => {
    const session = await openSetup();
    const customer = idOf(session.customer);
    expect((await pay(session, '4000000000000002')).status).toBe(402);
    const question = await pay(session, '4000002500003155');
    const method = /name="method" value="(\w+)"/.exec(await question.text())?.[1] ?? '';
    const attached = async () => (await stripe.paymentMethods.list({ customer })).data.length;
    expect(await attached()).toBe(0);
    const say = (outcome: string) =>
      fetch(session.url ?? '', {
        method: 'POST',
        body: new URLSearchParams({ method, outcome }),
        redirect: 'manual',
      });
    expect((await say('fail')).status).toBe(402);
    expect((await say('complete')).status).toBe(303);
    expect(await attached()).toBe(1);
  });

  it('gives its set-up up when it expires', async () => {
    const session = await openSetup();
    const types = await typesDuring(emulator, idOf(session.customer), () =>
      stripe.checkout.sessions.expire(session.id),
    );
    expect(types).toEqual(['checkout.session.expired', 'setup_intent.canceled']);
    expect(await stripe.setupIntents.retrieve(idOf(session.setup_intent))).toMatchObject({
      status: 'canceled',
    });
  });

  it('sells nothing', async () => {
    await expect(openSetup({ line_items: [{ price: 'price_1' }] })).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    await expect(
      stripe.checkout.sessions.create({ success_url: 'http://127.0.0.1:9/' }),
    ).rejects.toMatchObject({ param: 'mode' });
  });
});

describe('confirming a payment intent', () => {
  /** A subscription whose first payment waits, and the intent that is to make it. */
  async function waiting() {
    const { id: customer } = await makePayer(stripe);
    const made = await subscribe(stripe, {
      customer,
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.payments'],
    });
    if (typeof made.latest_invoice === 'string') throw new Error('The invoice was not expanded.');
    const intent = idOf(made.latest_invoice?.payments?.data[0]?.payment.payment_intent);
    return { id: made.id, intent };
  }
  const status = async (id: string) => (await stripe.subscriptions.retrieve(id)).status;

  it('pays the invoice that waits for it and starts the subscription', async () => {
    const { id, intent } = await waiting();
    expect(await status(id)).toBe('incomplete');
    expect(await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })).toMatchObject({
      status: 'succeeded',
    });
    expect(await status(id)).toBe('active');
    await expect(
      stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' }),
    ).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('tells of the bank’s question, and keeps a refusal', async () => {
    const { id, intent } = await waiting();
    expect(
      await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_authenticationRequired' }),
    ).toMatchObject({ status: 'requires_action' });
    await expect(
      stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_chargeCustomerFail' }),
    ).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
    expect(await status(id)).toBe('incomplete');
  });

  it('with somebody else’s card is refused', async () => {
    const { intent } = await waiting();
    const other = await makePayer(stripe);
    const foreign = idOf(other.invoice_settings.default_payment_method);
    await expect(stripe.paymentIntents.confirm(intent, { payment_method: foreign })).rejects.toMatchObject({
      param: 'payment_method',
    });
  });
});
