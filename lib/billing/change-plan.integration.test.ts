import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { disconnect } from '@/lib/db';
import { cancelSubscription } from './cancel-subscription';
import { changePlan } from './change-plan';
import type { CheckoutChoice } from './checkout-choice';
import { currentSubscription } from './current-subscription';
import { endSubscription } from './end-subscription';
import { previewChange } from './preview-change';
import { resumeSubscription } from './resume-subscription';
import { startCheckout } from './start-checkout';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { takeBackChange } from './take-back-change';
import {
  buy,
  clearFaults,
  customersInStripe,
  effectivePlan,
  invoicesInStripe,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
  payHostedInvoice,
  payWith,
} from './test-support';
import { unpaidChange } from './unpaid-change';
import { upcomingInvoice } from './upcoming-invoice';

afterEach(clearFaults);
afterAll(disconnect);

const basic = { planId: 'basic', interval: 'month' } as const;
const pro = { planId: 'pro', interval: 'month' } as const;
const proYear = { planId: 'pro', interval: 'year' } as const;
const team = { planId: 'team', interval: 'month' } as const;
const conflict = { status: 409, code: 'conflict' };

describe('an upgrade', () => {
  it('holds and is paid at once, to the cent what the preview told', async () => {
    const { owner } = await subscriber(basic);
    const preview = await previewChange(owner, pro);
    expect(preview).toMatchObject({ timing: 'now', recurring: 2900, currency: 'usd', resumes: false });
    expect(preview.today.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(preview.today.total);
    expect(preview.today.lines.some(({ amount }) => amount < 0)).toBe(true);

    const { prorationDate } = preview;
    const outcome = await changePlan(owner, { ...pro, ...(prorationDate && { prorationDate }) });

    expect(outcome).toMatchObject({ state: 'changed', url: null, subscription: { planId: 'pro' } });
    expect(await invoice(outcome.invoiceId)).toMatchObject({
      status: 'paid',
      total: preview.today.total,
      amount_paid: preview.today.amountDue,
    });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await currentSubscription(owner)).toEqual(outcome.subscription);
  });

  it('to a longer interval begins a new period and gives back the rest of the old one', async () => {
    const { owner } = await subscriber(pro);
    const preview = await previewChange(owner, proYear);
    const outcome = await order(owner, proYear, preview.prorationDate);
    expect(await invoice(outcome.invoiceId)).toMatchObject({ total: preview.today.total, status: 'paid' });
    expect(outcome.subscription).toMatchObject({ interval: 'year', unitAmount: 27_840 });
    expect(preview.nextInvoice.at.slice(0, 10)).toBe(outcome.subscription.currentPeriodEnd.slice(0, 10));
  });

  it('brings seats, charges more of them at once, and leaves fewer for the next period', async () => {
    const { owner, id } = await subscriber(pro);
    const up = await previewChange(owner, { ...team, extraSeats: 2 });
    expect(up.recurring).toBe(9900 + 2 * 500);
    const outcome = await order(owner, { ...team, extraSeats: 2 }, up.prorationDate);
    expect(await invoice(outcome.invoiceId)).toMatchObject({ total: up.today.total });
    expect(outcome.subscription).toMatchObject({ planId: 'team', extraSeats: 2 });
    const keys = (await inStripe(id)).items.data.map(({ price }) => price.lookup_key);
    expect(keys.toSorted()).toEqual([
      'team_api_calls_month',
      'team_llm_tokens_month',
      'team_month',
      'team_runs_month',
      'team_seat_month',
      'team_storage_bytes_month',
    ]);

    const more = await previewChange(owner, { ...team, extraSeats: 5 });
    expect(more).toMatchObject({ timing: 'now', recurring: 9900 + 5 * 500 });
    const grown = await order(owner, { ...team, extraSeats: 5 }, more.prorationDate);
    expect(await invoice(grown.invoiceId)).toMatchObject({ total: more.today.total });
    expect(grown.subscription).toMatchObject({ extraSeats: 5, scheduledChange: null });

    const fewer = await changePlan(owner, { ...team, extraSeats: 1 });
    expect(fewer).toMatchObject({
      state: 'scheduled',
      subscription: { extraSeats: 5, scheduledChange: { planId: 'team', extraSeats: 1 } },
    });
  });

  it('keeps the number of seats when it is not named, and takes none where none are sold', async () => {
    const { owner } = await subscriber(pro);
    await expect(previewChange(owner, { ...pro, extraSeats: 1 })).rejects.toMatchObject({ status: 422 });
    await changePlan(owner, { ...team, extraSeats: 3 });
    const yearly = await changePlan(owner, { planId: 'team', interval: 'year' });
    expect(yearly.subscription).toMatchObject({ interval: 'year', extraSeats: 3 });
  });

  it('lets a subscription go on that was set to end, and says so before', async () => {
    const { owner } = await subscriber(basic);
    await cancelSubscription(owner, {});
    expect(await previewChange(owner, pro)).toMatchObject({ timing: 'now', resumes: true });
    const { subscription } = await changePlan(owner, pro);
    expect(subscription).toMatchObject({ planId: 'pro', endsAt: null });
  });

  it('takes the place of a scheduled change', async () => {
    const { owner, id } = await subscriber(pro);
    await changePlan(owner, basic);
    expect(await previewChange(owner, team)).toMatchObject({ timing: 'now', replaces: true });
    const { subscription } = await changePlan(owner, team);
    expect(subscription).toMatchObject({ planId: 'team', scheduledChange: null });
    expect((await inStripe(id)).schedule).toBeNull();
  });

  it('asked for twice is charged once', async () => {
    const { owner, customer } = await subscriber(basic);
    await changePlan(owner, pro);
    expect(await changePlan(owner, pro)).toMatchObject({ state: 'unchanged', invoiceId: null });
    expect(await invoicesInStripe(customer)).toHaveLength(2);
  });

  it('is charged once when every answer of Stripe is lost after it has done it', async () => {
    const { owner, customer } = await subscriber(basic);
    await orderFault({ method: 'POST', path: '/v1/subscriptions/*', status: 500, effect: 'after' });
    await changePlan(owner, pro).catch(() => changePlan(owner, pro));
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro' });
    expect(await invoicesInStripe(customer)).toHaveLength(2);
  });
});

describe('the moment that amounts are reckoned from', () => {
  it.each([
    ['ahead, which would make it cheaper', 20 * 86_400],
    ['a little ahead', 600],
    ['long past', -7_200],
  ])('is refused when it is %s', async (_case, seconds) => {
    const { owner, customer } = await subscriber(basic);
    const { prorationDate } = await previewChange(owner, pro);
    const moved = new Date(Date.parse(prorationDate ?? '') + seconds * 1000).toISOString();
    await expect(changePlan(owner, { ...pro, prorationDate: moved })).rejects.toMatchObject({
      status: 422,
      code: 'invalid_request',
    });
    expect(await effectivePlan(owner)).toBe('basic');
    expect(await invoicesInStripe(customer)).toHaveLength(1);
  });
});

describe('a payment that does not go through', () => {
  it('leaves the old plan in force until it is paid on the invoice’s page', async () => {
    const { owner, customer } = await subscriber(basic);
    await payWith(customer, 'pm_card_chargeCustomerFail');
    const preview = await previewChange(owner, pro);
    const outcome = await order(owner, pro, preview.prorationDate);
    expect(outcome).toMatchObject({
      state: 'needs_payment',
      url: expect.stringContaining('/i/'),
      subscription: { planId: 'basic', status: 'active', changeUnpaidUntil: expect.any(String) },
    });
    expect(await effectivePlan(owner)).toBe('basic');
    await expect(changePlan(owner, team)).rejects.toMatchObject(conflict);
    expect(await unpaidChange(owner)).toEqual({ invoiceId: outcome.invoiceId });

    await payHostedInvoice(outcome.url ?? '');
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', changeUnpaidUntil: null });
    expect(await invoice(outcome.invoiceId)).toMatchObject({
      status: 'paid',
      total: preview.today.total,
    });
    await expect(unpaidChange(owner)).rejects.toMatchObject(conflict);
  });

  it('goes on once the bank has asked', async () => {
    const { owner, customer } = await subscriber(basic);
    await payWith(customer, 'pm_card_authenticationRequired');
    const outcome = await changePlan(owner, pro);
    expect(outcome).toMatchObject({ state: 'needs_payment', subscription: { planId: 'basic' } });
    await payHostedInvoice(outcome.url ?? '', 'complete');
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('can be taken back: the invoice is void, and another change can be made', async () => {
    const { owner, customer } = await subscriber(basic);
    await payWith(customer, 'pm_card_chargeCustomerFail');
    const { invoiceId, url } = await changePlan(owner, pro);
    expect(await takeBackChange(owner)).toMatchObject({ planId: 'basic', changeUnpaidUntil: null });
    expect(await invoice(invoiceId)).toMatchObject({ status: 'void' });
    await payHostedInvoice(url ?? '').catch(() => {});
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('basic');
    await expect(takeBackChange(owner)).rejects.toMatchObject(conflict);
    await payWith(customer, 'pm_card_visa');
    expect(await changePlan(owner, pro)).toMatchObject({ state: 'changed' });
  });

  it('is taken back by a cancellation', async () => {
    const { owner, customer } = await subscriber(basic);
    await payWith(customer, 'pm_card_chargeCustomerFail');
    const { invoiceId } = await changePlan(owner, pro);
    expect(await cancelSubscription(owner, {})).toMatchObject({
      planId: 'basic',
      changeUnpaidUntil: null,
      endsAt: expect.any(String),
    });
    expect(await invoice(invoiceId)).toMatchObject({ status: 'void' });
  });
});

describe('a downgrade', () => {
  it('waits for the period’s end, charges nothing today, and tells what comes then', async () => {
    const { owner, customer } = await subscriber(pro);
    const preview = await previewChange(owner, basic);
    const { currentPeriodEnd } = (await currentSubscription(owner)) ?? {};
    expect(preview).toMatchObject({
      timing: 'at_period_end',
      effectiveAt: currentPeriodEnd,
      today: { lines: [], total: 0, amountDue: 0 },
      nextInvoice: { at: currentPeriodEnd, amountDue: 900 },
      prorationDate: null,
    });
    expect(await changePlan(owner, basic)).toMatchObject({
      state: 'scheduled',
      invoiceId: null,
      subscription: {
        planId: 'pro',
        scheduledChange: { planId: 'basic', interval: 'month', extraSeats: 0, at: currentPeriodEnd },
      },
    });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await invoicesInStripe(customer)).toHaveLength(1);
    expect(await upcomingInvoice(owner)).toMatchObject({ amountDue: 900, date: currentPeriodEnd });
  });

  it('can be exchanged for another, under the same schedule', async () => {
    const { owner, id } = await subscriber(proYear);
    await changePlan(owner, pro);
    const { schedule } = await inStripe(id);
    const { subscription } = await changePlan(owner, { planId: 'basic', interval: 'year' });
    expect(subscription.scheduledChange).toMatchObject({ planId: 'basic', interval: 'year' });
    expect((await inStripe(id)).schedule).toBe(schedule);
  });

  it('is taken back, by asking for that or by ordering what is there', async () => {
    const { owner, id } = await subscriber(pro);
    await changePlan(owner, basic);
    expect(await takeBackChange(owner)).toMatchObject({ planId: 'pro', scheduledChange: null });
    expect((await inStripe(id)).schedule).toBeNull();
    await expect(takeBackChange(owner)).rejects.toMatchObject(conflict);

    await changePlan(owner, basic);
    expect(await changePlan(owner, pro)).toMatchObject({
      state: 'unchanged',
      subscription: { planId: 'pro', scheduledChange: null },
    });
  });

  it('gives way to a cancellation, which can be resumed', async () => {
    const { owner, id } = await subscriber(pro);
    await changePlan(owner, basic);
    expect(await cancelSubscription(owner, {})).toMatchObject({
      endsAt: expect.any(String),
      scheduledChange: null,
    });
    expect((await inStripe(id)).schedule).toBeNull();
    await expect(changePlan(owner, basic)).rejects.toMatchObject(conflict);
    expect(await resumeSubscription(owner)).toMatchObject({ endsAt: null });
    expect(await changePlan(owner, basic)).toMatchObject({ state: 'scheduled' });
  });

  it('that died between the schedule and its phases changes nothing, and the next order finishes it', async () => {
    const { owner, customer, id } = await subscriber(pro);
    await orderFault({ method: 'POST', path: '/v1/subscription_schedules/*', status: 500, times: 9 });
    await expect(changePlan(owner, basic)).rejects.toMatchObject({ status: 503 });
    await clearFaults();
    const { schedule } = await inStripe(id);
    expect(schedule).not.toBeNull();
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', scheduledChange: null });
    expect(await mirroredSubscriptions(owner)).toMatchObject([{ scheduleId: schedule }]);

    expect(await changePlan(owner, basic)).toMatchObject({
      state: 'scheduled',
      subscription: { scheduledChange: { planId: 'basic' } },
    });
    expect((await inStripe(id)).schedule).toBe(schedule);
  });

  it('whose answers were lost is there once', async () => {
    const { owner, id } = await subscriber(pro);
    for (const path of ['/v1/subscription_schedules', '/v1/subscription_schedules/*']) {
      await orderFault({ method: 'POST', path, status: 500, effect: 'after' });
    }
    await changePlan(owner, basic).catch(() => changePlan(owner, basic));
    expect(await currentSubscription(owner)).toMatchObject({ scheduledChange: { planId: 'basic' } });
    expect((await inStripe(id)).schedule).not.toBeNull();
  });

  it.each([
    ['a cancellation', (owner: Principal) => cancelSubscription(owner, {})],
    ['an upgrade', (owner: Principal) => changePlan(owner, team)],
    ['the end', (owner: Principal) => endSubscription(owner, {})],
  ])('left half-made does not stand in the way of %s', async (_what, next) => {
    const { owner } = await subscriber(pro);
    await orderFault({ method: 'POST', path: '/v1/subscription_schedules/*', status: 500, times: 9 });
    await expect(changePlan(owner, basic)).rejects.toMatchObject({ status: 503 });
    await clearFaults();
    await next(owner);
    const after = await currentSubscription(owner);
    if (after) expect(after.scheduledChange).toBeNull();
  });
});

describe('a trial', () => {
  it('goes on under the other plan and interval, up and down, for nothing today', async () => {
    const { owner, id } = await subscriber(basic);
    const [{ currentPeriodEnd } = {}] = await mirroredSubscriptions(owner);
    // By Stripe's clock, which other tests have moved.
    const trialEnd = Number(currentPeriodEnd) / 1000 + 10 * 86_400;
    await callStripe((stripe) => stripe.subscriptions.update(id, { trial_end: trialEnd }));
    const preview = await previewChange(owner, proYear);
    expect(preview).toMatchObject({
      timing: 'now',
      today: { lines: [], amountDue: 0 },
      nextInvoice: { at: new Date(trialEnd * 1000).toISOString(), amountDue: 27_840 },
      prorationDate: null,
    });
    const up = await changePlan(owner, proYear);
    expect(up).toMatchObject({
      state: 'changed',
      subscription: { planId: 'pro', interval: 'year', status: 'trialing' },
    });
    expect(up.subscription.trialEnd).toBe(new Date(trialEnd * 1000).toISOString());
    expect(await changePlan(owner, basic)).toMatchObject({
      state: 'changed',
      subscription: { planId: 'basic', status: 'trialing', scheduledChange: null },
    });
  });
});

describe('what cannot be changed', () => {
  it('is refused without a subscription, with a payment open, and for members', async () => {
    const stranger = await makeOwner();
    await expect(changePlan(stranger, pro)).rejects.toMatchObject(conflict);
    await expect(previewChange(stranger, pro)).rejects.toMatchObject(conflict);

    const { owner, customer, id } = await subscriber(basic);
    const member = { ...owner, role: 'member' as const };
    const refusal = { status: 403 };
    await expect(previewChange(member, pro)).rejects.toMatchObject(refusal);
    await expect(changePlan(member, pro)).rejects.toMatchObject(refusal);
    await expect(takeBackChange(member)).rejects.toMatchObject(refusal);
    await expect(endSubscription(member, {})).rejects.toMatchObject(refusal);
    await expect(unpaidChange(member)).rejects.toMatchObject(refusal);

    await payWith(customer, 'pm_card_chargeCustomerFail');
    await oweByHand(id);
    await expect(previewChange(owner, pro)).rejects.toMatchObject(conflict);
    await expect(changePlan(owner, pro)).rejects.toMatchObject(conflict);
  });

  it('is the way to the free plan, and what is not sold', async () => {
    const { owner } = await subscriber(basic);
    await expect(changePlan(owner, { planId: 'free', interval: 'month' })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('cancel'),
    });
  });
});

describe('at the same time', () => {
  it('many orders leave one live subscription, charged once, and both sides agree', async () => {
    const { owner, customer } = await subscriber(basic);
    const orders = [pro, pro, pro, pro].map((choice) => changePlan(owner, choice));
    const states = (await Promise.all(orders)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['changed', 'unchanged', 'unchanged', 'unchanged']);
    expect(await invoicesInStripe(customer)).toHaveLength(2);
    await expectAgreement(owner, customer);
  });

  it('an order and a Checkout leave one live subscription and one customer', async () => {
    const { owner, customer } = await subscriber(basic);
    const results = await Promise.allSettled([
      startCheckout(owner, team),
      changePlan(owner, pro),
      startCheckout(owner, pro),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(await customersInStripe(owner.organizationId)).toHaveLength(1);
    await expectAgreement(owner, customer);
  });

  it('different orders, cancellations and resumes end in a state that both sides agree on', async () => {
    const { owner, customer } = await subscriber(pro);
    const racing = [
      changePlan(owner, basic),
      cancelSubscription(owner, {}),
      changePlan(owner, team),
      resumeSubscription(owner),
      changePlan(owner, proYear),
      takeBackChange(owner),
    ];
    for (const result of await Promise.allSettled(racing)) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ status: 409 });
    }
    await expectAgreement(owner, customer);
  });

  it('an order and the end leave what came last, and never a second subscription', async () => {
    const { owner, customer } = await subscriber(basic);
    const [, ended] = await Promise.allSettled([changePlan(owner, pro), endSubscription(owner, {})]);
    expect(ended.status).toBe('fulfilled');
    const all = await callStripe((stripe) => stripe.subscriptions.list({ customer, status: 'all' }));
    expect(all.data.map(({ status }) => status)).toEqual(['canceled']);
    expect(await currentSubscription(owner)).toBeNull();
  });
});

async function subscriber(choice: CheckoutChoice) {
  const owner = await makeOwner();
  const { customer } = await buy(owner, choice);
  await syncCustomer(customer);
  const [subscription] = await mirroredSubscriptions(owner);
  if (!subscription) throw new Error('nothing was mirrored');
  return { owner, customer, id: subscription.id };
}

function order(owner: Principal, choice: Parameters<typeof changePlan>[1], prorationDate: string | null) {
  return changePlan(owner, { ...choice, ...(prorationDate && { prorationDate }) });
}

/** Doubles what is paid for, in Stripe alone, with a payment that fails and leaves the subscription past due. */
async function oweByHand(id: string): Promise<void> {
  const [item] = (await inStripe(id)).items.data;
  const items = [{ id: item?.id ?? '', quantity: 2 }];
  await callStripe((stripe) =>
    stripe.subscriptions.update(id, { items, proration_behavior: 'always_invoice' }),
  );
  expect(await inStripe(id)).toMatchObject({ status: 'past_due' });
}

function inStripe(id: string) {
  return callStripe((stripe) => stripe.subscriptions.retrieve(id));
}

function invoice(id: string | null) {
  return callStripe((stripe) => stripe.invoices.retrieve(id ?? ''));
}

/** What the mirror says is what a fresh look at Stripe says, and exactly one subscription is live. */
async function expectAgreement(owner: Principal, customer: string): Promise<void> {
  const { data } = await callStripe((stripe) => stripe.subscriptions.list({ customer }));
  expect(data).toHaveLength(1);
  const before = await currentSubscription(owner);
  await syncCustomer(customer);
  expect(await currentSubscription(owner)).toEqual(before);
}
