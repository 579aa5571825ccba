import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { disconnect } from '@/lib/db';
import { freshCardNumber } from '@/local/test/cards';
import { cancelSubscription } from './cancel-subscription';
import { meterNameOf } from './catalogue-prices';
import { currentSubscription } from './current-subscription';
import { endSubscription } from './end-subscription';
import { resumeSubscription } from './resume-subscription';
import { startCheckout } from './start-checkout';
import { callStripe, listAll } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  advanceStripeClock,
  buy,
  cancelInStripe,
  clearFaults,
  customerOfOrganization,
  effectivePlan,
  invoicesInStripe,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
  payCheckout,
} from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

describe('cancelSubscription', () => {
  it('ends with the period, keeps the plan until then, and tells Stripe why', async () => {
    const { owner, id } = await subscriber();
    const answer = await cancelSubscription(owner, { feedback: 'too_expensive', comment: 'Found a job' });
    expect(answer).toMatchObject({ status: 'active', endsAt: answer.currentPeriodEnd });
    expect(await currentSubscription(owner)).toEqual(answer);
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await inStripe(id)).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', comment: 'Found a job' },
    });
  });

  it('needs no reason, and keeps the date when it is asked again with one', async () => {
    const { owner, id } = await subscriber();
    const first = await cancelSubscription(owner, {});
    expect(await cancelSubscription(owner, { feedback: 'unused' })).toEqual(first);
    expect(await inStripe(id)).toMatchObject({ cancellation_details: { feedback: 'unused' } });
  });

  it('sees what was bought a moment ago, before any webhook', async () => {
    const owner = await makeOwner();
    await buy(owner);
    await expect(cancelSubscription(owner, {})).resolves.toMatchObject({ endsAt: expect.any(String) });
  });

  it('gives a repeat under the same key the first answer, and does not do it again', async () => {
    const { owner } = await subscriber();
    const key = crypto.randomUUID();
    const first = await cancelSubscription(owner, { feedback: 'unused' }, key);
    await resumeSubscription(owner);
    expect(await cancelSubscription(owner, { feedback: 'unused' }, key)).toEqual(first);
    expect(await currentSubscription(owner)).toMatchObject({ endsAt: null });
    await expect(cancelSubscription(owner, { feedback: 'other' }, key)).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('is done once when the first answer of Stripe is lost', async () => {
    const { owner } = await subscriber();
    await orderFault({ method: 'POST', path: '/v1/subscriptions/*', status: 500, effect: 'after' });
    await expect(cancelSubscription(owner, {})).resolves.toMatchObject({ endsAt: expect.any(String) });
  });

  it('refuses without a subscription, and when Stripe has ended it unheard', async () => {
    const stranger = await makeOwner();
    await expect(cancelSubscription(stranger, {})).rejects.toMatchObject({ status: 409, code: 'conflict' });

    const { owner, id } = await subscriber();
    await cancelInStripe(id);
    await expect(cancelSubscription(owner, {})).rejects.toMatchObject({ status: 409, code: 'conflict' });
    expect(await currentSubscription(owner)).toBeNull();
  });
});

describe('resumeSubscription', () => {
  it('lets it renew again', async () => {
    const { owner, id } = await subscriber();
    const before = await currentSubscription(owner);
    await cancelSubscription(owner, {});
    expect(await resumeSubscription(owner)).toEqual(before);
    expect(await currentSubscription(owner)).toEqual(before);
    expect(await inStripe(id)).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
  });

  it('refuses what renews anyway, what has ended, and where there is nothing', async () => {
    const { owner, id } = await subscriber();
    const refusal = { status: 409, code: 'conflict' };
    await expect(resumeSubscription(owner)).rejects.toMatchObject(refusal);
    await cancelInStripe(id);
    await expect(resumeSubscription(owner)).rejects.toMatchObject(refusal);
    expect(await currentSubscription(owner)).toBeNull();
    await expect(resumeSubscription(await makeOwner())).rejects.toMatchObject(refusal);
  });
});

describe('endSubscription', () => {
  it('ends it at once, gives nothing back, bills nothing more, and tells Stripe why', async () => {
    const { owner, id, customer } = await subscriber();
    await endSubscription(owner, { feedback: 'unused' });
    expect(await currentSubscription(owner)).toBeNull();
    expect(await effectivePlan(owner)).toBe('free');
    expect(await inStripe(id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { feedback: 'unused' },
    });
    const invoices = await invoicesInStripe(customer);
    expect(invoices).toMatchObject([{ status: 'paid', total: 2900 }]);
    const refunds = await listAll((stripe, position) => stripe.refunds.list(position));
    const intents = await listAll((stripe, position) =>
      stripe.paymentIntents.list({ customer, ...position }),
    );
    expect(refunds.filter(({ payment_intent }) => payment_intent === intents[0]?.id)).toEqual([]);
  });

  it('bills what was used above the limits until then, and the plan no further', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, team);
    await useRuns(owner, customer);
    await endSubscription(owner, {});
    // $0.10 for each of 70 runs.
    expect((await invoicesInStripe(customer)).map(({ status, total }) => [status, total])).toEqual([
      ['paid', 700],
      ['paid', 9900],
    ]);
    expect(await currentSubscription(owner)).toBeNull();
  });

  it('bills nothing of a trial', async () => {
    const owner = await makeOwner();
    const { url } = await startCheckout(owner, team);
    await payCheckout(url, freshCardNumber());
    const customer = await customerOfOrganization(owner);
    await useRuns(owner, customer);
    expect(await currentSubscription(owner)).toMatchObject({ status: 'trialing' });
    await endSubscription(owner, {});
    expect((await invoicesInStripe(customer)).filter(({ total }) => total !== 0)).toEqual([]);
  });

  it('works on one that is set to end with its period, and lets something else be bought', async () => {
    const { owner } = await subscriber();
    await cancelSubscription(owner, {});
    await endSubscription(owner, {});
    await expect(startCheckout(owner, { planId: 'basic', interval: 'year' })).resolves.toMatchObject({
      url: expect.any(String),
    });
  });

  it('is a success again under the same key, and refused without one, for there is nothing left', async () => {
    const { owner } = await subscriber();
    const key = crypto.randomUUID();
    await endSubscription(owner, {}, key);
    await expect(endSubscription(owner, {}, key)).resolves.toBeUndefined();
    await expect(endSubscription(owner, {})).rejects.toMatchObject({ status: 409, code: 'conflict' });
  });

  it('is done once when the answer of Stripe is lost', async () => {
    const { owner, id } = await subscriber();
    await orderFault({ method: 'DELETE', path: '/v1/subscriptions/*', status: 500, effect: 'after' });
    await endSubscription(owner, {});
    expect(await currentSubscription(owner)).toBeNull();
    expect(await inStripe(id)).toMatchObject({ status: 'canceled' });
  });
});

describe('whoever may not manage billing', () => {
  it.each(['member', 'viewer'] as const)('a %s neither cancels nor resumes', async (role) => {
    const { owner } = await subscriber();
    const other = { ...owner, role };
    await expect(cancelSubscription(other, {})).rejects.toMatchObject({ status: 403 });
    await expect(resumeSubscription(other)).rejects.toMatchObject({ status: 403 });
    expect(await currentSubscription(owner)).toMatchObject({ endsAt: null });
  });

  it('an admin does both', async () => {
    const { owner } = await subscriber();
    const admin = { ...owner, role: 'admin' as const };
    await expect(cancelSubscription(admin, {})).resolves.toMatchObject({ endsAt: expect.any(String) });
    await expect(resumeSubscription(admin)).resolves.toMatchObject({ endsAt: null });
  });
});

const team = { planId: 'team', interval: 'month' } as const;

/** Seventy runs above the limit, a minute ago by Stripe's clock. */
async function useRuns(owner: Principal, customer: string): Promise<void> {
  await syncCustomer(customer);
  const [{ currentPeriodStart } = {}] = await mirroredSubscriptions(owner);
  await callStripe((stripe) =>
    stripe.billing.meterEvents.create({
      event_name: meterNameOf('runs'),
      timestamp: Number(currentPeriodStart) / 1000,
      payload: { stripe_customer_id: customer, value: '70' },
    }),
  );
  await advanceStripeClock(60);
}

async function subscriber() {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  const [subscription] = await mirroredSubscriptions(owner);
  if (!subscription) throw new Error('nothing was mirrored');
  return { owner, customer, id: subscription.id };
}

function inStripe(id: string) {
  return callStripe((stripe) => stripe.subscriptions.retrieve(id));
}
