import type Stripe from 'stripe';
import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { currentSubscription } from './current-subscription';
import { finishCheckout } from './finish-checkout';
import { listInvoices } from './invoices';
import { reconcileCustomer } from './reconcile-customer';
import { startCheckout } from './start-checkout';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { advanceDays, customerOfOrganization, makeBuyer, payCheckout, sessionIdIn } from './test-support';

afterAll(disconnect);

async function promotionCode(coupon: Stripe.CouponCreateParams): Promise<string> {
  const { id } = await callStripe((stripe) => stripe.coupons.create(coupon));
  const code = `CODE${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  await callStripe((stripe) =>
    stripe.promotionCodes.create({ code, promotion: { type: 'coupon', coupon: id } }),
  );
  return code;
}

/** Buys Pro by the month with a code that is typed on Checkout's page. */
async function buyerWith(coupon: Stripe.CouponCreateParams) {
  const owner = await makeBuyer();
  const code = await promotionCode(coupon);
  const { url } = await startCheckout(owner, { planId: 'pro', interval: 'month' });
  const body = new URLSearchParams({ code: code.toLowerCase() });
  await fetch(`${url}/promotion`, { method: 'POST', body, redirect: 'manual' });
  await payCheckout(url);
  await finishCheckout(owner, sessionIdIn(url));
  return { owner, code, customer: await customerOfOrganization(owner) };
}

describe('a promotion code', () => {
  it('that holds for months is told with its end, on the subscription and on the invoice', async () => {
    const { owner, code, customer } = await buyerWith({
      percent_off: 25,
      duration: 'repeating',
      duration_in_months: 3,
    });
    const subscription = await currentSubscription(owner);
    expect(subscription).toMatchObject({
      unitAmount: 2900,
      discount: { name: code, percentOff: 25, amountOff: null, once: false },
    });
    // Two months and more after the first, by Stripe's clock.
    const { discount, currentPeriodEnd } = subscription ?? {};
    const days = (Date.parse(discount?.endsAt ?? '') - Date.parse(currentPeriodEnd ?? '')) / 86_400_000;
    expect(days).toBeGreaterThan(55);
    expect(await listInvoices(owner, { limit: 1 })).toMatchObject({
      invoices: [{ total: 2175, amountDiscount: 725, discountName: code }],
    });
    expect(await reconcileCustomer(customer)).toEqual([]);
  });

  it('for one invoice is spent by it, and told on it', async () => {
    const { owner, code, customer } = await buyerWith({
      amount_off: 1000,
      currency: 'usd',
      duration: 'once',
    });
    expect(await currentSubscription(owner)).toMatchObject({ discount: null });
    expect(await listInvoices(owner, { limit: 1 })).toMatchObject({
      invoices: [{ total: 1900, amountDiscount: 1000, discountName: code }],
    });
    expect(await reconcileCustomer(customer)).toEqual([]);
  });

  it('for ever goes on with every renewal', async () => {
    const { owner, code, customer } = await buyerWith({ percent_off: 50, duration: 'forever' });
    await advanceDays(32);
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({
      discount: { name: code, percentOff: 50, endsAt: null, once: false },
    });
    const { invoices } = await listInvoices(owner, { limit: 2 });
    expect(invoices).toMatchObject([
      { reason: 'subscription_cycle', total: 1450, amountDiscount: 1450 },
      { reason: 'subscription_create', total: 1450, amountDiscount: 1450 },
    ]);
  });

  it('that was changed here only is found and repaired', async () => {
    const { owner, customer } = await buyerWith({ percent_off: 50, duration: 'forever' });
    const { organizationId } = owner;
    await asService('test.drift', (tx) =>
      tx.subscription.updateMany({ where: { organizationId }, data: { discountPercent: 90 } }),
    );
    expect(await reconcileCustomer(customer)).toMatchObject([
      { field: 'discountPercent', ours: '90', theirs: '50', repaired: true },
    ]);
  });
});
