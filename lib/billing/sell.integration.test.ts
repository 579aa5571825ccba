import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { cancelSubscription } from './cancel-subscription';
import { changePlan } from './change-plan';
import { finishCheckout } from './finish-checkout';
import { listInvoices } from './invoices';
import { lifetimeGrants } from './lifetime-grant';
import { previewChange } from './preview-change';
import { reconcileCustomer } from './reconcile-customer';
import { resumeSubscription } from './resume-subscription';
import { startCheckout } from './start-checkout';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  buy,
  customerOfOrganization,
  effectivePlan,
  makeBuyer,
  mirroredSubscriptions,
  orderFault,
  payCheckout,
  sessionIdIn,
} from './test-support';

afterEach(() => {
  env().STRIPE_TAX_ENABLED = false;
});
afterAll(disconnect);

const forGood = { planId: 'pro', interval: 'lifetime' } as const;
const pro = { planId: 'pro', interval: 'month' } as const;
const team = { planId: 'team', interval: 'year' } as const;
const session = (url: string) =>
  callStripe((stripe) =>
    stripe.checkout.sessions.retrieve(sessionIdIn(url), { expand: ['line_items', 'payment_intent'] }),
  );
const owns = async (owner: Principal) => (await lifetimeGrants(owner)).map(({ planId }) => planId);
const refused = (sentence: string) => ({
  status: 409,
  code: 'conflict',
  message: expect.stringContaining(sentence),
});

async function ownerForGood() {
  const owner = await makeBuyer();
  const bought = await buy(owner, forGood);
  await syncCustomer(bought.customer);
  return { owner, ...bought };
}

async function refund(sessionId: string): Promise<void> {
  const { payment_intent: intent } = await callStripe((stripe) =>
    stripe.checkout.sessions.retrieve(sessionId),
  );
  await callStripe((stripe) => stripe.refunds.create({ payment_intent: String(intent) }));
}

describe('a plan for good', () => {
  it('is sold once for its price, with the ways back, and grants the plan', async () => {
    const owner = await makeBuyer();
    const { url } = await startCheckout(owner, forGood);
    expect(await session(url)).toMatchObject({
      mode: 'payment',
      amount_total: 49_900,
      client_reference_id: owner.organizationId,
      invoice_creation: { enabled: true },
      cancel_url: `${env().APP_URL}/billing/canceled?plan=pro&interval=lifetime`,
    });
    await payCheckout(url);
    const result = await finishCheckout(owner, sessionIdIn(url));
    expect(result).toMatchObject({
      state: 'paid',
      subscription: null,
      lifetime: { planId: 'pro', amount: 49_900, currency: 'usd' },
    });
    expect(await finishCheckout(owner, sessionIdIn(url))).toEqual(result);
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await mirroredSubscriptions(owner)).toHaveLength(0);
  });

  it('has an invoice that is paid by the payment, and nothing drifts', async () => {
    const { owner, customer } = await ownerForGood();
    const { invoices } = await listInvoices(owner, { limit: 5 });
    expect(invoices).toMatchObject([{ status: 'paid', total: 49_900, amountPaid: 49_900, reason: 'manual' }]);
    const payments = await asService('test.payments', (tx) =>
      tx.payment.findMany({ where: { organizationId: owner.organizationId } }),
    );
    expect(payments).toMatchObject([{ grantsPlanId: 'pro', invoiceId: invoices[0]?.id }]);
    expect(await reconcileCustomer(customer)).toEqual([]);
  });

  it('is told once by mail, however often it is looked at', async () => {
    const { owner, customer } = await ownerForGood();
    await syncCustomer(customer);
    const notices = await asService('test.notices', (tx) =>
      tx.billingNotice.findMany({ where: { organizationId: owner.organizationId } }),
    );
    expect(notices).toMatchObject([{ kind: 'lifetime_bought', facts: { planId: 'pro' } }]);
  });

  it('is not sold twice, nor a subscription that gives no more, even when no webhook came', async () => {
    const owner = await makeBuyer();
    await buy(owner, forGood);
    await expect(startCheckout(owner, forGood)).rejects.toMatchObject(refused('already owns'));
    expect(await effectivePlan(owner)).toBe('pro');
    await expect(startCheckout(owner, pro)).rejects.toMatchObject(refused('would add nothing'));
    await expect(startCheckout(owner, { planId: 'basic', interval: 'year' })).rejects.toMatchObject(
      refused('would add nothing'),
    );
  });

  it('can be topped by a better plan, and is there again when that ends', async () => {
    const { owner, customer } = await ownerForGood();
    await buy(owner, team);
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('team');
    expect(await owns(owner)).toEqual(['pro']);
    const [subscription] = await mirroredSubscriptions(owner);
    await callStripe((stripe) => stripe.subscriptions.cancel(subscription?.id ?? ''));
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('is sold beside a subscription only when that is set to end', async () => {
    const owner = await makeBuyer();
    const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
    await expect(startCheckout(owner, forGood)).rejects.toMatchObject(refused('Cancel it'));
    await cancelSubscription(owner, {});
    await payCheckout((await startCheckout(owner, forGood)).url);
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('keeps a subscription that would add nothing from going on', async () => {
    const owner = await makeBuyer();
    const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
    await cancelSubscription(owner, {});
    await payCheckout((await startCheckout(owner, forGood)).url);
    const change = { planId: 'pro', interval: 'year' } as const;
    await expect(resumeSubscription(owner)).rejects.toMatchObject(refused('would add nothing'));
    await expect(previewChange(owner, change)).rejects.toMatchObject(refused('would add nothing'));
    await expect(changePlan(owner, change)).rejects.toMatchObject(refused('would add nothing'));
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([{ cancelAtPeriodEnd: true }]);
  });

  it('can no longer be paid once the subscription that was to end goes on', async () => {
    const owner = await makeBuyer();
    await buy(owner, { planId: 'basic', interval: 'month' });
    await cancelSubscription(owner, {});
    const { url } = await startCheckout(owner, forGood);
    await resumeSubscription(owner);
    await expect(payCheckout(url)).rejects.toThrow();
    expect(await owns(owner)).toEqual([]);
  });

  it('is gone with a full refund, and can then be bought again', async () => {
    const { owner, customer, sessionId } = await ownerForGood();
    await refund(sessionId);
    await syncCustomer(customer);
    expect(await owns(owner)).toEqual([]);
    expect(await effectivePlan(owner)).toBe('free');
    expect(await finishCheckout(owner, sessionId)).toEqual({ state: 'ended' });
    await expect(startCheckout(owner, pro)).resolves.toMatchObject({ url: expect.any(String) });
    await expect(startCheckout(owner, forGood)).resolves.toMatchObject({ url: expect.any(String) });
  });

  it.each([
    ['a subscription', forGood, pro],
    ['a plan for good', pro, forGood],
    ['the same', forGood, forGood],
  ] as const)('of two tabs only the last can pay, when the second wants %s', async (_case, first, second) => {
    const owner = await makeBuyer();
    const former = await startCheckout(owner, first);
    const latter = await startCheckout(owner, second);
    await expect(payCheckout(former.url)).rejects.toThrow();
    await payCheckout(latter.url);
    expect(await finishCheckout(owner, sessionIdIn(latter.url))).toMatchObject({ state: 'paid' });
    expect(await finishCheckout(owner, sessionIdIn(former.url))).toEqual({ state: 'expired' });
  });

  it('is paid once when it is paid and begun anew at the same moment, many times', async () => {
    const owner = await makeBuyer();
    const { url } = await startCheckout(owner, forGood);
    const others = await Promise.allSettled([
      payCheckout(url),
      ...[1, 2, 3].map(() => startCheckout(owner, forGood)),
    ]);
    // Whoever came through last may pay, unless the first payment was quicker.
    for (const other of others) {
      if (other.status === 'fulfilled' && other.value) await payCheckout(other.value.url).catch(() => {});
    }
    await syncCustomer(await customerOfOrganization(owner));
    expect(await owns(owner)).toEqual(['pro']);
  });

  it('opens nothing beside a payment that Stripe is just taking', async () => {
    const owner = await makeBuyer();
    await startCheckout(owner, forGood);
    const path = '/v1/checkout/sessions/*/expire';
    await orderFault({ method: 'POST', path, status: 400, type: 'invalid_request_error' });
    await expect(startCheckout(owner, pro)).rejects.toMatchObject(refused('another window'));
  });

  it('exists for the plans that have such a price alone', async () => {
    const owner = await makeBuyer();
    await expect(startCheckout(owner, { planId: 'team', interval: 'lifetime' })).rejects.toMatchObject({
      status: 422,
    });
    await expect(startCheckout(owner, { ...forGood, extraSeats: 1 })).rejects.toMatchObject({ status: 422 });
  });
});

describe('a plan with seats and use', () => {
  it('is sold with its extra seats and all that is metered, and mirrored so', async () => {
    const owner = await makeBuyer();
    const { url } = await startCheckout(owner, { ...team, extraSeats: 3 });
    const opened = await session(url);
    // A year of Team, and three seats at $5 a month less 20 %.
    expect(opened.amount_total).toBe(95_040 + 3 * 4_800);
    expect(opened.allow_promotion_codes).toBe(true);
    expect(opened.cancel_url).toContain('plan=team&interval=year&seats=3');
    const items = opened.line_items?.data.map(({ price, quantity }) => [price?.lookup_key, quantity]);
    expect(items).toEqual([
      ['team_year', 1],
      ['team_runs_year', null],
      ['team_llm_tokens_year', null],
      ['team_api_calls_year', null],
      ['team_storage_bytes_year', null],
      ['team_seat_year', 3],
    ]);
    await payCheckout(url);
    expect(await finishCheckout(owner, sessionIdIn(url))).toMatchObject({
      state: 'paid',
      subscription: { planId: 'team', interval: 'year', extraSeats: 3 },
    });
    expect(await reconcileCustomer(await customerOfOrganization(owner))).toEqual([]);
  });

  it('sells no seats where the plan has none to sell', async () => {
    await expect(startCheckout(await makeBuyer(), { ...pro, extraSeats: 2 })).rejects.toMatchObject({
      status: 422,
      code: 'invalid_request',
    });
  });
});

describe('with STRIPE_TAX_ENABLED', () => {
  it('asks for what tax needs, for subscriptions and for good', async () => {
    env().STRIPE_TAX_ENABLED = true;
    const owner = await makeBuyer();
    for (const choice of [pro, forGood]) {
      expect(await session((await startCheckout(owner, choice)).url)).toMatchObject({
        automatic_tax: { enabled: true },
        tax_id_collection: { enabled: true },
        billing_address_collection: 'required',
      });
    }
  });

  it('bills the tax of the place, and mirrors it', async () => {
    env().STRIPE_TAX_ENABLED = true;
    const owner = await makeBuyer();
    const { url } = await startCheckout(owner, forGood);
    const address = {
      billing_name: 'Pat GmbH',
      line1: 'Weg 1',
      city: 'Berlin',
      postal_code: '10115',
      country: 'DE',
    };
    await fetch(`${url}/billing`, { method: 'POST', body: new URLSearchParams(address), redirect: 'manual' });
    await payCheckout(url);
    expect(await finishCheckout(owner, sessionIdIn(url))).toMatchObject({
      state: 'paid',
      lifetime: { amount: 59_381 },
    });
    expect(await listInvoices(owner, { limit: 1 })).toMatchObject({ invoices: [{ total: 59_381 }] });
  });

  it('asks for none of it otherwise', async () => {
    const opened = await session((await startCheckout(await makeBuyer(), pro)).url);
    expect(opened.automatic_tax.enabled).toBe(false);
    expect(opened.billing_address_collection).toBeNull();
  });
});
