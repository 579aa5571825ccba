import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { openCheckout, pay } from './shop';
import { idOf, subscribe } from './subscribe';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const month = () => emulator.control('POST', '/clock/advance', { seconds: 31 * 86_400 + 3_600 });
const coupon = (params: Stripe.CouponCreateParams) => emulator.stripe.coupons.create(params);
const totals = async (subscription: string) => {
  const { data } = await emulator.stripe.invoices.list({ subscription });
  return data.map(({ total }) => total).reverse();
};

describe('a coupon on a subscription', () => {
  it.each([
    ['once', { percent_off: 50, duration: 'once' }, [1450, 2900, 2900]],
    [
      'for two months',
      { amount_off: 900, currency: 'usd', duration: 'repeating', duration_in_months: 2 },
      [2000, 2000, 2900],
    ],
    ['for ever', { percent_off: 10, duration: 'forever' }, [2610, 2610, 2610]],
  ] as const)('counts %s', async (_name, params, expected) => {
    const { id } = await coupon(params);
    const made = await subscribe(emulator.stripe, { discounts: [{ coupon: id }] });
    await month();
    await month();
    expect(await totals(made.id)).toEqual(expected);
    expect(await emulator.stripe.coupons.retrieve(id)).toMatchObject({ times_redeemed: 1 });
  });

  it('shows on the invoice, its lines, and expanded on the subscription', async () => {
    const { id } = await coupon({ percent_off: 50, duration: 'forever' });
    const made = await subscribe(emulator.stripe, {
      discounts: [{ coupon: id }],
      expand: ['discounts.source.coupon'],
    });
    expect(made.discounts[0]).toMatchObject({
      source: { coupon: { id, percent_off: 50 } },
      subscription: made.id,
    });
    const invoice = await emulator.stripe.invoices.retrieve(idOf(made.latest_invoice));
    expect(invoice).toMatchObject({
      subtotal: 2900,
      total: 1450,
      total_discount_amounts: [{ amount: 1450 }],
    });
    expect(invoice.lines.data[0]?.discount_amounts).toMatchObject([{ amount: 1450 }]);
  });

  it('is taken off again by an empty list', async () => {
    const { id } = await coupon({ percent_off: 50, duration: 'forever' });
    const made = await subscribe(emulator.stripe, { discounts: [{ coupon: id }] });
    expect((await emulator.stripe.subscriptions.update(made.id, { discounts: '' })).discounts).toEqual([]);
  });

  it('is refused when used up, and must take off either a share or an amount', async () => {
    const { id } = await coupon({ percent_off: 50, max_redemptions: 1 });
    await subscribe(emulator.stripe, { discounts: [{ coupon: id }] });
    await expect(subscribe(emulator.stripe, { discounts: [{ coupon: id }] })).rejects.toMatchObject({
      code: 'coupon_expired',
    });
    expect((await emulator.stripe.coupons.retrieve(id)).valid).toBe(false);
    await expect(coupon({ percent_off: 5, amount_off: 5, currency: 'usd' })).rejects.toMatchObject({
      param: 'percent_off',
    });
  });
});

it('a promotion code redeems its coupon, for its customer only, while it is active', async () => {
  const { id } = await coupon({ percent_off: 100, duration: 'once' });
  const promotion = { type: 'coupon', coupon: id } as const;
  const code = await emulator.stripe.promotionCodes.create({ promotion, code: 'FREE-MONTH' });
  const again = emulator.stripe.promotionCodes.create({ promotion, code: 'free-month' });
  await expect(again).rejects.toMatchObject({ param: 'code' });
  const made = await subscribe(emulator.stripe, { discounts: [{ promotion_code: code.id }] });
  expect(made.status).toBe('active');
  expect(await totals(made.id)).toEqual([0]);
  await emulator.stripe.promotionCodes.update(code.id, { active: false });
  const late = subscribe(emulator.stripe, { discounts: [{ promotion_code: code.id }] });
  await expect(late).rejects.toMatchObject({ code: 'promotion_code_invalid' });
});

describe('in Checkout', () => {
  const enter = (url: string | null, code: string) =>
    fetch(`${url}/promotion`, { method: 'POST', body: new URLSearchParams({ code }), redirect: 'manual' });

  it('a promotion code is typed on the page, taken off again, and redeemed by paying', async () => {
    const { id } = await coupon({ percent_off: 20, duration: 'once' });
    const promotion = { type: 'coupon', coupon: id } as const;
    const code = await emulator.stripe.promotionCodes.create({ promotion, code: 'TWENTY' });
    const session = await openCheckout(emulator.stripe, { allow_promotion_codes: true });
    const now = () => emulator.stripe.checkout.sessions.retrieve(session.id);
    expect(await (await enter(session.url, 'NOTHING')).text()).toContain('This code is invalid.');
    expect((await enter(session.url, 'twenty')).status).toBe(303);
    expect(await now()).toMatchObject({ amount_total: 2320, total_details: { amount_discount: 580 } });
    await enter(session.url, '');
    expect(await now()).toMatchObject({ amount_total: 2900, discounts: [] });
    await enter(session.url, 'TWENTY');
    await pay(session);
    const { subscription } = await now();
    expect(await totals(idOf(subscription))).toEqual([2320]);
    await month();
    expect(await totals(idOf(subscription))).toEqual([2320, 2900]);
    expect(await emulator.stripe.promotionCodes.retrieve(code.id)).toMatchObject({ times_redeemed: 1 });
  });

  it('a session may bring its own discount, and without permission no code is taken', async () => {
    const { id } = await coupon({ amount_off: 500, currency: 'usd', duration: 'forever' });
    const session = await openCheckout(emulator.stripe, { discounts: [{ coupon: id }] });
    expect(session).toMatchObject({ amount_subtotal: 2900, amount_total: 2400, discounts: [{ coupon: id }] });
    await enter(session.url, '');
    await pay(session);
    const { subscription } = await emulator.stripe.checkout.sessions.retrieve(session.id);
    expect(await totals(idOf(subscription))).toEqual([2400]);
    const both = openCheckout(emulator.stripe, { discounts: [{ coupon: id }], allow_promotion_codes: true });
    await expect(both).rejects.toMatchObject({ code: 'parameters_exclusive' });
  });
});
