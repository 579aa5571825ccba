import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { idOf, subscribe, typesDuring } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

async function paid() {
  const made = await subscribe(emulator.stripe);
  const [charge] = (await emulator.stripe.charges.list({ customer: idOf(made.customer) })).data;
  if (charge === undefined) throw new Error('nothing was charged');
  return { made, charge };
}

describe('a refund', () => {
  it('gives all or a part back, and the subscription lives on', async () => {
    const { made, charge } = await paid();
    const types = await typesDuring(emulator, charge.id, () =>
      emulator.stripe.refunds.create({ charge: charge.id, amount: 900, reason: 'requested_by_customer' }),
    );
    expect(types).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
    expect(await emulator.stripe.charges.retrieve(charge.id)).toMatchObject({
      amount_refunded: 900,
      refunded: false,
    });
    await emulator.stripe.refunds.create({ payment_intent: idOf(charge.payment_intent) });
    expect(await emulator.stripe.charges.retrieve(charge.id)).toMatchObject({
      amount_refunded: 2900,
      refunded: true,
    });
    expect((await emulator.stripe.subscriptions.retrieve(made.id)).status).toBe('active');
    expect((await emulator.stripe.refunds.list({ charge: charge.id })).data).toHaveLength(2);
  });

  it('is never more than was paid', async () => {
    const { charge } = await paid();
    const tooMuch = emulator.stripe.refunds.create({ charge: charge.id, amount: 2901 });
    await expect(tooMuch).rejects.toMatchObject({ param: 'amount' });
    await emulator.stripe.refunds.create({ charge: charge.id });
    const twice = emulator.stripe.refunds.create({ charge: charge.id });
    await expect(twice).rejects.toMatchObject({ code: 'charge_already_refunded' });
  });
});

describe('the cardholder’s bank', () => {
  it('may not be able to pay a refund out, and then nothing was given back', async () => {
    const { charge } = await paid();
    const refund = await emulator.stripe.refunds.create({ charge: charge.id });
    const types = await typesDuring(emulator, charge.id, () =>
      emulator.control('POST', '/refunds/fail', { refund: refund.id }),
    );
    expect(types).toEqual(['refund.updated', 'refund.failed', 'charge.updated']);
    expect(await emulator.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
    expect(await emulator.stripe.charges.retrieve(charge.id)).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });
    const twice = emulator.control('POST', '/refunds/fail', { refund: refund.id });
    await expect(twice).rejects.toThrow('cannot fail');
  });

  it('renews a card', async () => {
    const { charge } = await paid();
    const method = idOf(charge.payment_method);
    const types = await typesDuring(emulator, method, () =>
      emulator.control('POST', '/payment_methods/renew', {
        payment_method: method,
        exp_month: 3,
        exp_year: 2044,
      }),
    );
    expect(types).toEqual(['payment_method.automatically_updated']);
    expect(await emulator.stripe.paymentMethods.retrieve(method)).toMatchObject({
      card: { exp_month: 3, exp_year: 2044 },
    });
  });
});

describe('a dispute', () => {
  it('takes the charge back and is lost or won by the bank', async () => {
    const { charge } = await paid();
    const types = await typesDuring(emulator, charge.id, async () => {
      await emulator.control('POST', '/disputes', { charge: charge.id });
      const [dispute] = (await emulator.stripe.disputes.list({ charge: charge.id })).data;
      expect(dispute).toMatchObject({ status: 'needs_response', amount: 2900 });
      await emulator.control('POST', '/disputes/close', { dispute: dispute?.id, status: 'won' });
      expect(await emulator.stripe.disputes.retrieve(dispute?.id ?? '')).toMatchObject({ status: 'won' });
    });
    expect(types).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
    expect((await emulator.stripe.charges.retrieve(charge.id)).disputed).toBe(true);
    const refund = emulator.stripe.refunds.create({ charge: charge.id });
    await expect(refund).rejects.toMatchObject({ code: 'charge_disputed' });
  });

  it('can be given up', async () => {
    const { charge } = await paid();
    const { id } = await emulator.control('POST', '/disputes', { charge: charge.id });
    expect(await emulator.stripe.disputes.close(String(id))).toMatchObject({ status: 'lost' });
    await expect(emulator.stripe.disputes.close(String(id))).rejects.toMatchObject({ statusCode: 400 });
  });
});
