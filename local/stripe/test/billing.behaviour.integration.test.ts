import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClockShop, openClockShop, type Payer, settled } from './clock-shop';
import { firstItem, idOf } from './subscribe';

/*
 * What the product relies on Stripe to do. Runs against the emulator with every `npm test`, and against a real sandbox
 * with `npm run test:stripe`: where the two differ, the emulator is wrong. It therefore steers nothing by the control
 * API, moves time by test clocks, and leaves what Stripe does behind the scenes some time to show.
 */
let shop: ClockShop;
let stripe: Stripe;
beforeAll(async () => {
  shop = await openClockShop();
  stripe = shop.stripe;
});
afterAll(() => shop.close());

const HOUR = 3_600;
const DAY = 86_400;

async function subscribe(payer: Payer, changes: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const items = changes.items ?? [{ price: (await shop.monthly(2_900)).id }];
  return stripe.subscriptions.create({ ...changes, customer: payer.customer, items });
}

const subscription = (id: string) => stripe.subscriptions.retrieve(id);
/** The invoices of a customer, oldest first. */
const invoices = async ({ customer }: Payer) => (await stripe.invoices.list({ customer })).data.toReversed();
// Stripe leaves a renewal's invoice a draft for an hour.
const afterRenewal = (made: Stripe.Subscription) => firstItem(made).current_period_end + 2 * HOUR;

describe('a subscription', () => {
  it('is paid in advance and renewed where its period ended', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer);
    expect(made).toMatchObject({ status: 'active', billing_mode: { type: 'flexible' } });
    await shop.advance(payer, afterRenewal(made));
    await settled(async () => {
      const all = await invoices(payer);
      expect(all.map(({ billing_reason, status, total }) => [billing_reason, status, total])).toEqual([
        ['subscription_create', 'paid', 2_900],
        ['subscription_cycle', 'paid', 2_900],
      ]);
    });
    const renewed = firstItem(await subscription(made.id));
    expect(renewed.current_period_start).toBe(firstItem(made).current_period_end);
  });

  it('on trial costs nothing until the trial is over', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer, { trial_period_days: 7 });
    expect(made.status).toBe('trialing');
    expect((await invoices(payer)).map(({ status, total }) => [status, total])).toEqual([['paid', 0]]);
    await shop.advance(payer, (made.trial_end ?? 0) + 2 * HOUR);
    await settled(async () => {
      expect((await subscription(made.id)).status).toBe('active');
      expect((await invoices(payer)).map(({ status, total }) => [status, total])).toEqual([
        ['paid', 0],
        ['paid', 2_900],
      ]);
    });
  });

  it('is incomplete while its first payment waits', async () => {
    const payer = await shop.payer('pm_card_authenticationRequired');
    const made = await subscribe(payer);
    expect(made.status).toBe('incomplete');
    const [invoice] = await invoices(payer);
    expect(invoice).toMatchObject({ status: 'open', billing_reason: 'subscription_create' });
  });

  it('that cannot be paid at once is refused where that was asked for', async () => {
    const payer = await shop.payer('pm_card_chargeCustomerFail');
    await expect(subscribe(payer, { payment_behavior: 'error_if_incomplete' })).rejects.toMatchObject({
      statusCode: 402,
      code: 'card_declined',
    });
    const { data } = await stripe.subscriptions.list({ customer: payer.customer, status: 'all' });
    expect(data).toEqual([]);
  });

  it('whose renewal fails is past due, and active again once that is paid', async () => {
    const payer = await shop.payer('pm_card_chargeCustomerFail');
    const made = await subscribe(payer, { trial_period_days: 7 });
    await shop.advance(payer, (made.trial_end ?? 0) + 2 * HOUR);
    await settled(async () => expect((await subscription(made.id)).status).toBe('past_due'));
    const open = (await invoices(payer)).at(-1);
    expect(open).toMatchObject({ status: 'open', attempt_count: 1, amount_remaining: 2_900 });
    expect(open?.next_payment_attempt).toBeGreaterThan(open?.created ?? 0);
    await shop.payWith(payer, 'pm_card_visa');
    expect(await stripe.invoices.pay(open?.id ?? '')).toMatchObject({ status: 'paid' });
    await settled(async () => expect((await subscription(made.id)).status).toBe('active'));
  });

  it('that is to end with its period ends then, and can be kept until then', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer);
    const end = firstItem(made).current_period_end;
    const set = (cancel_at_period_end: boolean) =>
      stripe.subscriptions.update(made.id, { cancel_at_period_end });
    expect(await set(true)).toMatchObject({ status: 'active', cancel_at: end });
    expect(await set(false)).toMatchObject({ status: 'active', cancel_at: null });
    await set(true);
    await shop.advance(payer, end + HOUR);
    await settled(async () => expect((await subscription(made.id)).status).toBe('canceled'));
    expect(await invoices(payer)).toHaveLength(1);
  });

  it('is listed among the live ones no longer once it is canceled', async () => {
    const payer = await shop.payer();
    const { id } = await subscribe(payer);
    expect(await stripe.subscriptions.cancel(id)).toMatchObject({ status: 'canceled' });
    const { customer } = payer;
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
    const all = await stripe.subscriptions.list({ customer, status: 'all' });
    expect(all.data.map((each) => each.id)).toEqual([id]);
  });
});

describe('a change of price', () => {
  it('billed at once costs what its preview said', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer);
    await shop.advance(payer, firstItem(made).current_period_start + 10 * DAY);
    const better = await shop.monthly(9_900, 'Team');
    const items = [{ id: firstItem(made).id, price: better.id }];
    const proration_date = firstItem(made).current_period_start + 10 * DAY - 600;
    const preview = await stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { items, proration_behavior: 'always_invoice', proration_date },
    });
    expect(preview.total).toBeGreaterThan(0);
    await stripe.subscriptions.update(made.id, {
      items,
      proration_behavior: 'always_invoice',
      proration_date,
      payment_behavior: 'pending_if_incomplete',
    });
    expect((await invoices(payer)).at(-1)).toMatchObject({
      billing_reason: 'subscription_update',
      status: 'paid',
      total: preview.total,
    });
    expect(firstItem(await subscription(made.id)).price.id).toBe(better.id);
  });

  it('whose payment fails waits and leaves the old price in force', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer);
    await shop.payWith(payer, 'pm_card_chargeCustomerFail');
    const better = await shop.monthly(9_900, 'Team');
    const changed = await stripe.subscriptions.update(made.id, {
      items: [{ id: firstItem(made).id, price: better.id }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    expect(firstItem(changed).price.id).toBe(firstItem(made).price.id);
    expect(changed.pending_update?.subscription_items?.[0]?.price.id).toBe(better.id);
    await stripe.invoices.voidInvoice(idOf(changed.latest_invoice));
    await settled(async () => expect((await subscription(made.id)).pending_update).toBeNull());
  });

  it('by a schedule begins with the next period, and releases the subscription', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer);
    const { price, current_period_start, current_period_end } = firstItem(made);
    const cheap = await shop.monthly(900, 'Basic');
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: made.id });
    await stripe.subscriptionSchedules.update(id, {
      end_behavior: 'release',
      phases: [
        {
          start_date: current_period_start,
          end_date: current_period_end,
          items: [{ price: price.id, quantity: 1 }],
        },
        {
          items: [{ price: cheap.id, quantity: 1 }],
          duration: { interval: 'month', interval_count: 1 },
          proration_behavior: 'none',
        },
      ],
    });
    expect(firstItem(await subscription(made.id)).price.id).toBe(price.id);
    await shop.advance(payer, afterRenewal(made));
    await settled(async () => {
      expect(firstItem(await subscription(made.id)).price.id).toBe(cheap.id);
      expect((await invoices(payer)).at(-1)).toMatchObject({ status: 'paid', total: 900 });
    });
    await stripe.subscriptionSchedules.release(id);
    expect((await subscription(made.id)).schedule).toBeNull();
  });

  it('of quantity is prorated by the second', async () => {
    const payer = await shop.payer();
    const made = await subscribe(payer, {
      items: [{ price: (await shop.monthly(500, 'Seat')).id, quantity: 2 }],
    });
    const { id, current_period_start: start, current_period_end: end } = firstItem(made);
    const proration_date = start + Math.floor((end - start) / 2);
    const preview = await stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: {
        items: [{ id, quantity: 4 }],
        proration_behavior: 'always_invoice',
        proration_date,
      },
    });
    // Two seats more for the half that is left; credit and charge are rounded each by itself.
    expect(Math.abs(preview.total - 500)).toBeLessThanOrEqual(1);
  });
});

describe('an invoice', () => {
  it('by hand bills pending items and is paid by the card on file', async () => {
    const payer = await shop.payer();
    const { customer } = payer;
    await stripe.invoiceItems.create({ customer, amount: 4_000, currency: 'usd', description: 'Set-up' });
    const draft = await stripe.invoices.create({
      customer,
      auto_advance: false,
      pending_invoice_items_behavior: 'include',
    });
    expect(draft).toMatchObject({ status: 'draft', billing_reason: 'manual', total: 4_000 });
    expect(await stripe.invoices.finalizeInvoice(draft.id)).toMatchObject({ status: 'open' });
    expect(await stripe.invoices.pay(draft.id)).toMatchObject({ status: 'paid', amount_paid: 4_000 });
  });

  it('uses the customer’s credit first', async () => {
    const payer = await shop.payer();
    await stripe.customers.createBalanceTransaction(payer.customer, { amount: -1_000, currency: 'usd' });
    await subscribe(payer);
    expect((await invoices(payer))[0]).toMatchObject({
      total: 2_900,
      amount_due: 1_900,
      starting_balance: -1_000,
      ending_balance: 0,
    });
  });

  it('can be thrown away as a draft, and only as one', async () => {
    const { customer } = await shop.payer();
    const draft = await stripe.invoices.create({ customer, auto_advance: false });
    expect(await stripe.invoices.del(draft.id)).toMatchObject({ deleted: true });
    await expect(stripe.invoices.retrieve(draft.id)).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it('that was paid can be refunded, and stays paid', async () => {
    const payer = await shop.payer();
    await subscribe(payer);
    const [invoice] = await invoices(payer);
    const { data } = await stripe.invoicePayments.list({ invoice: invoice?.id ?? '' });
    const refund = await stripe.refunds.create({
      payment_intent: idOf(data[0]?.payment.payment_intent),
      amount: 1_000,
    });
    expect(refund).toMatchObject({ amount: 1_000, status: 'succeeded' });
    expect(await stripe.charges.retrieve(idOf(refund.charge))).toMatchObject({
      amount_refunded: 1_000,
      refunded: false,
    });
    expect(await stripe.invoices.retrieve(invoice?.id ?? '')).toMatchObject({ status: 'paid' });
  });
});

describe('the API', () => {
  it('does nothing twice under one idempotency key', async () => {
    const key = `foothold-test-${crypto.randomUUID()}`;
    const { customer } = await shop.payer();
    const add = (amount: number) =>
      stripe.invoiceItems.create({ customer, amount, currency: 'usd' }, { idempotencyKey: key });
    const [one, two] = [await add(100), await add(100)];
    expect(two.id).toBe(one.id);
    await expect(add(200)).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
    expect((await stripe.invoiceItems.list({ customer })).data).toHaveLength(1);
  });

  it('says what is missing', async () => {
    await expect(stripe.customers.retrieve('cus_nobody')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    const items = [{ price: (await shop.monthly(100)).id }];
    await expect(stripe.subscriptions.create({ customer: 'cus_nobody', items })).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'customer',
    });
  });

  it('moves a test clock only forward', async () => {
    const { clock } = await shop.payer();
    const { frozen_time } = await stripe.testHelpers.testClocks.retrieve(clock);
    await expect(
      stripe.testHelpers.testClocks.advance(clock, { frozen_time: frozen_time - DAY }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });
});
