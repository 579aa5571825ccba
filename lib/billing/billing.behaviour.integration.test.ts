import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { type ClockShop, clockShop, type Payer, settled } from '@/local/stripe/test/clock-shop';
import { cancelSubscription } from './cancel-subscription';
import { changePlan } from './change-plan';
import { currentSubscription } from './current-subscription';
import { previewChange } from './preview-change';
import { pushCatalogue } from './push-catalogue';
import { resumeSubscription } from './resume-subscription';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { effectivePlan, makeOwner, mirroredSubscriptions } from './test-support';

/*
 * The product's billing, from its own functions to its own tables, over the emulator with every `npm test` and over a
 * real sandbox with `npm run test:stripe`. Nobody can pay a Checkout without a browser there, so the subscription is
 * made by API as Checkout would make it, and time moves by test clocks.
 */
let shop: ClockShop;
const customers: string[] = [];
beforeAll(async () => {
  shop = clockShop(await callStripe(async (stripe) => stripe));
});
afterAll(async () => {
  await shop.close();
  // They are gone in Stripe: no later test is to find organizations that still claim them.
  for (const customer of customers) await syncCustomer(customer);
  await disconnect();
});

const HOUR = 3_600;
const DAY = 86_400;
const basic = { planId: 'basic', interval: 'month' } as const;
const pro = { planId: 'pro', interval: 'month' } as const;

type Customer = Payer & { owner: Principal; periodEnd: number };

/** An organization whose customer lives on a test clock and has bought a plan. */
async function subscribed(
  lookupKey: string,
  { method, trialDays }: { method?: string; trialDays?: number } = {},
): Promise<Customer> {
  const owner = await makeOwner();
  const { organizationId } = owner;
  const payer = await shop.payer(method, { metadata: { organizationId } });
  customers.push(payer.customer);
  await asService('test.claim', (tx) =>
    tx.organization.update({
      where: { id: organizationId },
      data: { stripeCustomerId: payer.customer },
    }),
  );
  const { data } = await shop.stripe.prices.list({ lookup_keys: [lookupKey], active: true });
  const made = await shop.stripe.subscriptions.create({
    customer: payer.customer,
    items: data.map(({ id }) => ({ price: id })),
    ...(trialDays && { trial_period_days: trialDays }),
  });
  await syncCustomer(payer.customer);
  return { ...payer, owner, periodEnd: made.items.data[0]?.current_period_end ?? 0 };
}

/** Syncs until the mirror says it. */
const mirrored = ({ owner, customer }: Customer, expected: object) =>
  settled(async () => {
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([expected]);
  });

describe('the catalogue', () => {
  it('is in the account, and pushing it again changes nothing', async () => {
    const { steps, unchanged, conflicts } = await pushCatalogue();
    expect({ steps, conflicts }).toEqual({ steps: [], conflicts: [] });
    expect(unchanged.length).toBeGreaterThan(0);
  });
});

describe('a subscription of the catalogue', () => {
  it('is mirrored with its plan, and goes on with each period', async () => {
    const buyer = await subscribed('pro_month');
    await mirrored(buyer, { planId: 'pro', interval: 'month', status: 'active', unitAmount: 2_900 });
    expect(await effectivePlan(buyer.owner)).toBe('pro');
    await shop.advance(buyer, buyer.periodEnd + 2 * HOUR);
    await mirrored(buyer, { status: 'active', currentPeriodStart: new Date(buyer.periodEnd * 1000) });
  });

  it('gives its plan on trial already', async () => {
    const buyer = await subscribed('pro_month', { trialDays: 7 });
    await mirrored(buyer, { status: 'trialing' });
    expect(await effectivePlan(buyer.owner)).toBe('pro');
    await shop.advance(buyer, buyer.periodEnd + 2 * HOUR);
    await mirrored(buyer, { status: 'active' });
  });

  it('is upgraded for what was previewed, at once', async () => {
    const buyer = await subscribed('basic_month');
    await shop.advance(buyer, buyer.periodEnd - 15 * DAY);
    await syncCustomer(buyer.customer);
    const preview = await previewChange(buyer.owner, pro);
    expect(preview.timing).toBe('now');
    const { prorationDate } = preview;
    const order = { ...pro, ...(prorationDate && { prorationDate }) };
    const { state, invoiceId } = await changePlan(buyer.owner, order);
    expect(state).toBe('changed');
    expect(await shop.stripe.invoices.retrieve(invoiceId ?? '')).toMatchObject({
      status: 'paid',
      total: preview.today.total,
      amount_due: preview.today.amountDue,
    });
    await mirrored(buyer, { planId: 'pro' });
    expect(await effectivePlan(buyer.owner)).toBe('pro');
  });

  it('is downgraded with the next period, as told', async () => {
    const buyer = await subscribed('pro_month');
    const preview = await previewChange(buyer.owner, basic);
    expect(preview).toMatchObject({ timing: 'at_period_end', nextInvoice: { amountDue: 900 } });
    expect((await changePlan(buyer.owner, basic)).state).toBe('scheduled');
    await mirrored(buyer, { planId: 'pro' });
    await shop.advance(buyer, buyer.periodEnd + 2 * HOUR);
    await mirrored(buyer, { planId: 'basic', status: 'active' });
    await settled(async () => {
      const { data } = await shop.stripe.invoices.list({ customer: buyer.customer });
      expect(data.map(({ total, status }) => [total, status])).toEqual([
        [900, 'paid'],
        [2_900, 'paid'],
      ]);
    });
    expect(await effectivePlan(buyer.owner)).toBe('basic');
  });

  it('is canceled with its period, and can be kept until then', async () => {
    const buyer = await subscribed('pro_month');
    await cancelSubscription(buyer.owner, { feedback: 'too_expensive' });
    await mirrored(buyer, { status: 'active', cancelAtPeriodEnd: true });
    await resumeSubscription(buyer.owner);
    await mirrored(buyer, { cancelAtPeriodEnd: false });
    await cancelSubscription(buyer.owner, {});
    await shop.advance(buyer, buyer.periodEnd + 2 * HOUR);
    await mirrored(buyer, { status: 'canceled' });
    expect(await currentSubscription(buyer.owner)).toBeNull();
    expect(await effectivePlan(buyer.owner)).toBe('free');
  });

  it('that is not paid is past due, and in order as soon as it is', async () => {
    const buyer = await subscribed('pro_month', { method: 'pm_card_chargeCustomerFail', trialDays: 7 });
    await shop.advance(buyer, buyer.periodEnd + 2 * HOUR);
    await mirrored(buyer, { status: 'past_due' });
    await shop.payWith(buyer, 'pm_card_visa');
    const open = await shop.stripe.invoices.list({ customer: buyer.customer, status: 'open' });
    for (const { id } of open.data) await shop.stripe.invoices.pay(id);
    await mirrored(buyer, { status: 'active' });
    expect(await effectivePlan(buyer.owner)).toBe('pro');
  });

  it('whose customer was deleted is nobody’s', async () => {
    const buyer = await subscribed('pro_month');
    await shop.stripe.customers.del(buyer.customer);
    expect(await syncCustomer(buyer.customer)).toMatchObject({ outcome: 'deleted_customer' });
    expect(await effectivePlan(buyer.owner)).toBe('free');
  });
});
