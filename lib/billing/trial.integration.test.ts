import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { limitOf } from '@/lib/entitlements';
import { freshCardNumber } from '@/local/test/cards';
import { joinOrganization, makePerson } from '@/local/test/people';
import { cancelSubscription } from './cancel-subscription';
import { changePlan } from './change-plan';
import type { CheckoutChoice } from './checkout-choice';
import { currentSubscription } from './current-subscription';
import { holdingCustomer } from './customer-lock';
import { endSubscription } from './end-subscription';
import { finishCheckout } from './finish-checkout';
import { mirrorCustomer } from './mirror-customer';
import { previewChange } from './preview-change';
import { processWebhookEvents } from './process-webhook-events';
import { startCheckout } from './start-checkout';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  advanceDays,
  buy,
  cancelInStripe,
  clearFaults,
  customerOfOrganization,
  deliver,
  effectivePlan,
  eventsAbout,
  invoicesInStripe,
  makeBuyer,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
  payBy,
  payCheckout,
  principalOf,
  sessionIdIn,
} from './test-support';
import { trialStandingOf } from './trial-days';
import { upcomingInvoice } from './upcoming-invoice';

afterEach(clearFaults);
afterAll(async () => {
  // Stripe's clock is everybody's: what is left would be renewed by whoever moves it next.
  for (const id of begun) await cancelInStripe(id).catch(() => {});
  await disconnect();
});

const begun: string[] = [];

const pro = { planId: 'pro', interval: 'month' } as const;

describe('a first purchase', () => {
  it('begins with seven days that cost nothing, and gives the plan at once', async () => {
    const owner = await makeOwner();
    expect(await trialStandingOf(owner)).toBe('available');
    const { customer, sessionId } = await begin(owner);
    const result = await finishCheckout(owner, sessionId);
    expect(result).toMatchObject({ state: 'paid', subscription: { planId: 'pro', status: 'trialing' } });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await chargedIn(customer)).toBe(0);
    const subscription = await currentSubscription(owner);
    const days =
      Date.parse(subscription?.trialEnd ?? '') - Date.parse(subscription?.currentPeriodStart ?? '');
    expect(days).toBe(7 * 86_400_000);
    expect(await upcomingInvoice(owner)).toMatchObject({ amountDue: 2900, date: subscription?.trialEnd });
  });

  it('takes a card and nothing else, for only cards tell whether they had one; what is paid at once takes anything', async () => {
    const allowed = async (owner: Principal) => {
      const { url } = await startCheckout(owner, pro);
      const session = await callStripe((stripe) => stripe.checkout.sessions.retrieve(sessionIdIn(url)));
      return session.allowed_payment_method_types;
    };
    expect(await allowed(await makeOwner())).toEqual(['card']);
    expect(await allowed(await makeBuyer())).toBeNull();
  });

  it('claims person and card once, however often it is looked at', async () => {
    const owner = await makeOwner();
    const { customer } = await begin(owner);
    await Promise.all([1, 2, 3].map(() => syncCustomer(customer)));
    await syncCustomer(customer);
    expect(await redemptionsOf(owner)).toMatchObject([
      { userId: owner.userId, cardFingerprint: expect.stringMatching(/.{8}/), refusedAt: null },
    ]);
    expect(await noticesOf(owner)).toEqual([]);
  });

  it('that is paid at once names nobody', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    expect(await redemptionsOf(owner)).toEqual([]);
    expect(await chargedIn(customer)).toBe(2900);
  });

  it('leaves alone a trial that was given by hand at Stripe', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const [{ id = '', currentPeriodEnd } = {}] = await mirroredSubscriptions(owner);
    // By Stripe's clock, which other tests have moved.
    const trialEnd = Number(currentPeriodEnd) / 1000 + 10 * 86_400;
    await callStripe((stripe) => stripe.subscriptions.update(id, { trial_end: trialEnd }));
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ status: 'trialing' });
    expect(await redemptionsOf(owner)).toEqual([]);
  });
});

describe('a second trial', () => {
  it('is not begun by a person who has had one, here or in another organization', async () => {
    const owner = await makeOwner();
    const { customer } = await begin(owner);
    await syncCustomer(customer);
    await endSubscription(owner, {});
    expect(await trialStandingOf(owner)).toBe('used_by_person');
    expect(await dueToday(owner)).toBe(2900);

    const elsewhere = await inAnotherOrganization(owner);
    expect(await trialStandingOf(elsewhere)).toBe('used_by_person');
    expect(await dueToday(elsewhere)).toBe(2900);
  });

  it('is not begun by an organization that has had one or has bought, whoever asks', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    await endSubscription(owner, {});
    const admin = principalOf(
      await joinOrganization(await makePerson(), owner.organizationId, 'admin'),
      'admin',
    );
    expect(await trialStandingOf(admin)).toBe('used_by_organization');
    expect(await dueToday(admin)).toBe(2900);
  });

  it('by the card of somebody who had one is ended before anything is charged, told once, and leaves the way to buy', async () => {
    const card = freshCardNumber();
    const first = await makeOwner();
    await syncCustomer((await begin(first, card)).customer);
    const second = await makeOwner();
    const { customer, sessionId, subscriptionId } = await begin(second, card);

    const refused = { state: 'trial_refused', by: 'card', choice: { ...pro, extraSeats: 0 } };
    expect(await finishCheckout(second, sessionId)).toEqual(refused);
    expect(await finishCheckout(second, sessionId)).toEqual(refused);
    await syncCustomer(customer);

    expect(await inStripe(subscriptionId)).toMatchObject({
      status: 'canceled',
      cancellation_details: { comment: expect.stringContaining('Trial refused') },
    });
    expect(await chargedIn(customer)).toBe(0);
    expect(await effectivePlan(second)).toBe('free');
    expect(await redemptionsOf(second)).toMatchObject([
      { userId: null, cardFingerprint: null, refusedAt: expect.any(Date) },
    ]);
    expect(await noticesOf(second)).toMatchObject([
      { key: `trial_refused:${subscriptionId}`, facts: { planId: 'pro', subscriptionId } },
    ]);
    expect(await effectivePlan(first)).toBe('pro');

    const { url } = await startCheckout(second, pro);
    await payCheckout(url, card);
    expect(await finishCheckout(second, sessionIdIn(url))).toMatchObject({
      state: 'paid',
      subscription: { status: 'active' },
    });
    expect(await chargedIn(customer)).toBe(2900);
    expect(await noticesOf(second)).toHaveLength(1);
  });

  it('by a person who opened two Checkouts in two organizations is refused to the later one', async () => {
    const owner = await makeOwner();
    const elsewhere = await inAnotherOrganization(owner);
    const [one, other] = [await startCheckout(owner, pro), await startCheckout(elsewhere, pro)];
    await payCheckout(other.url, freshCardNumber());
    await payCheckout(one.url, freshCardNumber());
    expect(await finishCheckout(elsewhere, sessionIdIn(other.url))).toMatchObject({ state: 'paid' });
    expect(await finishCheckout(owner, sessionIdIn(one.url))).toMatchObject({
      state: 'trial_refused',
      by: 'person',
    });
  });

  it('is refused to all but one when many ask with the same card in the same moment', async () => {
    const card = freshCardNumber();
    const owners = await Promise.all([1, 2, 3, 4].map(() => makeOwner()));
    const trials = await Promise.all(owners.map((owner) => begin(owner, card)));

    await Promise.all(trials.flatMap(({ customer }) => [syncCustomer(customer), syncCustomer(customer)]));

    expect((await Promise.all(owners.map(effectivePlan))).toSorted()).toEqual([
      'free',
      'free',
      'free',
      'pro',
    ]);
    const statuses = await Promise.all(
      trials.map(async ({ subscriptionId }) => (await inStripe(subscriptionId)).status),
    );
    expect(statuses.toSorted()).toEqual(['canceled', 'canceled', 'canceled', 'trialing']);
    expect((await Promise.all(owners.map(noticesOf))).flat()).toHaveLength(3);
    expect(await Promise.all(trials.map(({ customer }) => chargedIn(customer)))).toEqual([0, 0, 0, 0]);
  });

  it('comes to the same end when the webhooks come backwards, twice and mixed', async () => {
    const card = freshCardNumber();
    const owners = [await makeOwner(), await makeOwner()];
    const trials = await Promise.all(owners.map((owner) => begin(owner, card)));
    const events = (await Promise.all(trials.map(({ customer }) => eventsAbout(customer)))).flat();
    for (const event of shuffled([...events, ...events])) await deliver(event);
    await Promise.all([1, 2].map(() => processWebhookEvents()));
    // What the refusal itself made Stripe tell.
    const told = (await Promise.all(trials.map(({ customer }) => eventsAbout(customer)))).flat();
    for (const event of shuffled(told)) await deliver(event);
    await processWebhookEvents();
    expect((await Promise.all(owners.map(effectivePlan))).toSorted()).toEqual(['free', 'pro']);
    expect((await Promise.all(owners.map(noticesOf))).flat()).toHaveLength(1);
  });

  it('gives no plan in the moment before it is ended', async () => {
    const owner = await makeOwner();
    const { customer } = await begin(owner);
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
    await asService('test.refuse', (tx) =>
      tx.trialRedemption.updateMany({
        where: { organizationId: owner.organizationId },
        data: { userId: null, cardFingerprint: null, refusedAt: new Date() },
      }),
    );
    expect(await effectivePlan(owner)).toBe('free');
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('a refusal that was interrupted', () => {
  it.each([
    ['before Stripe could end it', { status: 500, effect: 'before', times: 9 }],
    ['when Stripe’s answer was lost', { status: 500, effect: 'after', times: 1 }],
  ] as const)('%s comes to its end with the next sync', async (_when, fault) => {
    const { owner, customer, subscriptionId } = await usedCard();
    await orderFault({ method: 'DELETE', path: '/v1/subscriptions/*', ...fault });
    await syncCustomer(customer).catch(() => {});
    expect(await effectivePlan(owner)).toBe('free');
    await clearFaults();
    await syncCustomer(customer);
    expect(await inStripe(subscriptionId)).toMatchObject({ status: 'canceled' });
    expect(await mirroredSubscriptions(owner)).toMatchObject([{ status: 'canceled' }]);
    expect(await redemptionsOf(owner)).toMatchObject([{ userId: null }]);
    expect(await noticesOf(owner)).toHaveLength(1);
  });

  it('by the death of the process after Stripe has ended it is written down by the next sync', async () => {
    const { owner, customer, subscriptionId } = await usedCard();
    await expect(
      holdingCustomer('test.killed', customer, async (tx) => {
        await mirrorCustomer(tx, customer);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await inStripe(subscriptionId)).toMatchObject({ status: 'canceled' });
    expect(await redemptionsOf(owner)).toEqual([]);
    await syncCustomer(customer);
    expect(await redemptionsOf(owner)).toMatchObject([{ refusedAt: expect.any(Date) }]);
    expect(await noticesOf(owner)).toHaveLength(1);
    expect(await trialStandingOf(owner)).toBe('used_by_organization');
  });

  it('ends nothing that was paid meanwhile, and says nothing of it', async () => {
    const { owner, customer, subscriptionId } = await usedCard();
    await callStripe((stripe) => stripe.subscriptions.update(subscriptionId, { trial_end: 'now' }));
    await syncCustomer(customer);
    expect(await inStripe(subscriptionId)).toMatchObject({ status: 'active' });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await noticesOf(owner)).toEqual([]);
    expect(await chargedIn(customer)).toBe(2900);
  });

  it('does not take the trial from who was granted it when the process died', async () => {
    const card = freshCardNumber();
    const owner = await makeOwner();
    const { customer } = await begin(owner, card);
    await holdingCustomer('test.killed', customer, async (tx) => {
      await mirrorCustomer(tx, customer);
      throw new Error('killed');
    }).catch(() => {});
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
  });
});

describe('during a trial', () => {
  it('a change holds at once, costs nothing today as previewed, and leaves the trial as long as it was', async () => {
    const owner = await makeOwner();
    const { customer, subscriptionId } = await begin(owner);
    await syncCustomer(customer);
    const before = await inStripe(subscriptionId);
    const trialEnd = new Date(Number(before.trial_end) * 1000).toISOString();
    const choice = { planId: 'team', interval: 'year' } as const;
    expect(await previewChange(owner, choice)).toMatchObject({
      today: { lines: [], amountDue: 0 },
      nextInvoice: { at: trialEnd, amountDue: 95_040 },
    });
    const { subscription } = await changePlan(owner, choice);
    expect(subscription).toMatchObject({ planId: 'team', status: 'trialing', trialEnd });
    expect(await effectivePlan(owner)).toBe('team');
    expect(await chargedIn(customer)).toBe(0);
    expect(await redemptionsOf(owner)).toMatchObject([{ userId: owner.userId }]);
  });

  it('canceling keeps the plan to its end, and nothing is ever charged', async () => {
    const owner = await makeOwner();
    const { customer } = await begin(owner);
    await syncCustomer(customer);
    const canceled = await cancelSubscription(owner, {});
    expect(canceled).toMatchObject({ status: 'trialing', endsAt: canceled.trialEnd });
    expect(await effectivePlan(owner)).toBe('pro');
    await expect(upcomingInvoice(owner)).rejects.toMatchObject({ status: 404 });
    await advanceDays(8);
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('free');
    expect(await chargedIn(customer)).toBe(0);
  });

  it('ends with the first charge, and goes on', async () => {
    const owner = await makeOwner();
    const { customer } = await begin(owner);
    await syncCustomer(customer);
    await advanceDays(8);
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ status: 'active', planId: 'pro' });
    expect(await chargedIn(customer)).toBe(2900);
    expect(await redemptionsOf(owner)).toHaveLength(1);
  });

  it('whose card fails at the end is past due, with the plan for the days of grace', async () => {
    const owner = await makeOwner();
    const { customer, subscriptionId } = await begin(owner);
    await syncCustomer(customer);
    await payBy(customer, subscriptionId, 'pm_card_chargeCustomerFail');
    await advanceDays(7.5);
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ status: 'past_due' });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await noticesOf(owner)).toMatchObject([{ kind: 'payment_failed' }]);
    expect(await chargedIn(customer)).toBe(0);
  });

  it('includes no overage until the first payment, also when that fails', async () => {
    const [pays, fails] = [await makeOwner(), await makeOwner()];
    const team = { planId: 'team', interval: 'month' } as const;
    const paid = await begin(pays, undefined, team);
    const failed = await begin(fails, undefined, team);
    await Promise.all([paid, failed].map(({ customer }) => syncCustomer(customer)));
    for (const each of [pays, fails]) expect(await limitOf(each, 'runs')).toMatchObject({ cap: 'hard' });
    await payBy(failed.customer, failed.subscriptionId, 'pm_card_chargeCustomerFail');
    await advanceDays(7.5);
    await Promise.all([paid, failed].map(({ customer }) => syncCustomer(customer)));
    expect(await currentSubscription(pays)).toMatchObject({ status: 'active' });
    expect(await limitOf(pays, 'runs')).toMatchObject({ limit: 5_000, cap: 'overage' });
    expect(await currentSubscription(fails)).toMatchObject({ status: 'past_due' });
    expect(await limitOf(fails, 'runs')).toMatchObject({ limit: 5_000, cap: 'hard' });
  });

  it('is over when it is ended at Stripe, and is not had again', async () => {
    const owner = await makeOwner();
    const { subscriptionId, customer } = await begin(owner);
    // Before anybody has looked.
    await cancelInStripe(subscriptionId);
    await syncCustomer(customer);
    expect(await trialStandingOf(owner)).toBe('used_by_person');
    expect(await noticesOf(owner)).toEqual([]);
  });
});

/** Begins a trial in Checkout, with a card of its own unless told otherwise; nothing is synced. */
async function begin(owner: Principal, card = freshCardNumber(), choice: CheckoutChoice = pro) {
  const { url } = await startCheckout(owner, choice);
  await payCheckout(url, card);
  const sessionId = sessionIdIn(url);
  const { subscription } = await callStripe((stripe) => stripe.checkout.sessions.retrieve(sessionId));
  const subscriptionId = String(subscription);
  begun.push(subscriptionId);
  return { sessionId, customer: await customerOfOrganization(owner), subscriptionId };
}

/** Somebody who has begun a trial with a card that had one; nobody knows it yet. */
async function usedCard() {
  const card = freshCardNumber();
  await syncCustomer((await begin(await makeOwner(), card)).customer);
  const owner = await makeOwner();
  return { owner, ...(await begin(owner, card)) };
}

async function inAnotherOrganization({ userId, email }: Principal): Promise<Principal> {
  const { id } = await asService('test.organization', (tx) =>
    tx.organization.create({
      data: { name: 'Elsewhere', kind: 'team', memberships: { create: { userId, role: 'owner' } } },
    }),
  );
  return principalOf({ userId, organizationId: id, email: email ?? '', password: '' });
}

async function dueToday(owner: Principal): Promise<number | null> {
  const { url } = await startCheckout(owner, pro);
  const session = await callStripe((stripe) => stripe.checkout.sessions.retrieve(sessionIdIn(url)));
  return session.amount_total;
}

async function chargedIn(customer: string): Promise<number> {
  return (await invoicesInStripe(customer)).reduce((sum, { amount_paid }) => sum + amount_paid, 0);
}

function inStripe(id: string) {
  return callStripe((stripe) => stripe.subscriptions.retrieve(id));
}

function redemptionsOf({ organizationId }: Principal) {
  return asService('test.redemptions', (tx) => tx.trialRedemption.findMany({ where: { organizationId } }));
}

function noticesOf({ organizationId }: Principal) {
  return asService('test.notices', (tx) => tx.billingNotice.findMany({ where: { organizationId } }));
}

function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
