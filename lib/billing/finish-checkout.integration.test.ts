import { afterAll, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { finishCheckout } from './finish-checkout';
import { startCheckout } from './start-checkout';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  buy,
  cancelInStripe,
  deleteInStripe,
  effectivePlan,
  makeOwner,
  mirroredSubscriptions,
  sessionIdIn,
} from './test-support';

afterAll(disconnect);

const pro = { planId: 'pro', interval: 'month' } as const;

describe('finishCheckout', () => {
  it('gives the plan at once, without any webhook', async () => {
    const owner = await makeOwner();
    const { sessionId } = await buy(owner, { planId: 'pro', interval: 'year' });
    expect(await finishCheckout(owner, sessionId)).toMatchObject({
      state: 'paid',
      subscription: { planId: 'pro', interval: 'year', status: 'active', unitAmount: 27_840 },
    });
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('says the same again, and once only, when several windows come back', async () => {
    const owner = await makeOwner();
    const { sessionId } = await buy(owner);
    const results = await Promise.all([1, 2, 3].map(() => finishCheckout(owner, sessionId)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it('says that nothing is paid yet, with the way back', async () => {
    const owner = await makeOwner();
    const { url } = await startCheckout(owner, pro);
    expect(await finishCheckout(owner, sessionIdIn(url))).toEqual({ state: 'open', url });
    expect(await effectivePlan(owner)).toBe('free');
  });

  it('says that a Checkout can no longer be paid', async () => {
    const owner = await makeOwner();
    const { url } = await startCheckout(owner, pro);
    await callStripe((stripe) => stripe.checkout.sessions.expire(sessionIdIn(url)));
    expect(await finishCheckout(owner, sessionIdIn(url))).toEqual({ state: 'expired' });
  });

  it('says that what was bought has ended since, and does not wait for it for ever', async () => {
    const owner = await makeOwner();
    const { customer, sessionId } = await buy(owner);
    await syncCustomer(customer);
    await cancelInStripe((await mirroredSubscriptions(owner))[0]?.id ?? '');
    expect(await finishCheckout(owner, sessionId)).toEqual({ state: 'ended' });
  });

  it('says the same when the customer was deleted since', async () => {
    const owner = await makeOwner();
    const { customer, sessionId } = await buy(owner);
    await deleteInStripe(customer);
    expect(await finishCheckout(owner, sessionId)).toEqual({ state: 'ended' });
  });

  it('knows no session of another organization, paid or not', async () => {
    const owner = await makeOwner();
    const stranger = await makeOwner();
    const { sessionId } = await buy(owner);
    await expect(finishCheckout(stranger, sessionId)).rejects.toMatchObject({ status: 404 });
    await startCheckout(stranger, pro);
    await expect(finishCheckout(stranger, sessionId)).rejects.toMatchObject({ status: 404 });
    expect(await effectivePlan(stranger)).toBe('free');
    expect(await effectivePlan(owner)).toBe('free');
  });

  it.each([
    '',
    'cs_test_nothing',
    'sub_1',
    '../customers',
    'cs_test_a?expand[]=customer',
    `cs_${'x'.repeat(300)}`,
  ])('knows no session %j', async (sessionId) => {
    const owner = await makeOwner();
    await startCheckout(owner, pro);
    await expect(finishCheckout(owner, sessionId)).rejects.toMatchObject({ status: 404 });
  });
});
