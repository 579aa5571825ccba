import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { ensureCustomer } from './ensure-customer';
import { processWebhookEvents } from './process-webhook-events';
import { reconcile } from './reconcile';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  clearFaults,
  deleteInStripe,
  deliver,
  effectivePlan,
  eventsAbout,
  failRefund,
  makeOwner,
  openDispute,
  orderFault,
  payCheckout,
} from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

describe('a plan bought for good', () => {
  it('is granted by the payment’s state, however often it is looked at', async () => {
    const { owner, customer } = await lifetimeOwner();
    expect(await effectivePlan(owner)).toBe('pro');
    await Promise.all([1, 2, 3].map(() => syncCustomer(customer)));
    expect(await grants(owner.organizationId)).toMatchObject([{ grantsPlanId: 'pro', disputed: false }]);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('stays when a part is given back, and ends when all is', async () => {
    const { owner, customer, intent } = await lifetimeOwner();
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: intent, amount: 10_000 }));
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: intent }));
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('free');
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('free');
  });

  it('comes back when the refund fails, told by the event of that alone', async () => {
    const { owner, customer, charge } = await lifetimeOwner();
    const refund = await callStripe((stripe) => stripe.refunds.create({ charge }));
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('free');
    await failRefund(refund.id);
    const { data } = await callStripe((stripe) => stripe.events.list({ type: 'refund.failed', limit: 1 }));
    await deliver(data[0] ?? {});
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('ends while the bank disputes the payment, comes back when it is won, and not when it is lost', async () => {
    const { owner, customer, charge } = await lifetimeOwner();
    const dispute = await openDispute(charge);
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('free');
    await dispute.close('won');
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');

    const other = await lifetimeOwner();
    await (await openDispute(other.charge)).close('lost');
    await syncCustomer(other.customer);
    expect(await effectivePlan(other.owner)).toBe('free');
  });

  it('ends by the webhooks of a dispute alone, which name no customer, also when each comes twice', async () => {
    const { owner, charge, intent } = await lifetimeOwner();
    await openDispute(charge);
    const { data } = await callStripe((stripe) => stripe.events.list({ type: 'charge.dispute.created' }));
    const event = data.find(
      ({ data: { object } }) => 'payment_intent' in object && object.payment_intent === intent,
    );
    for (let times = 0; times < 2; times++) await deliver(event ?? {});
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('free');
  });

  it('outlives its customer, and ends with its money also then: before anybody looks, by webhook, by reconciliation', async () => {
    const refund = (intent: string) =>
      callStripe((stripe) => stripe.refunds.create({ payment_intent: intent }));
    const [first, second, third] = [await lifetimeOwner(), await lifetimeOwner(), await lifetimeOwner()];
    await refund(first.intent);
    for (const { customer } of [first, second, third]) {
      await deleteInStripe(customer);
      await syncCustomer(customer);
    }
    expect((await entitlementsOf(second.owner)).planId).toBe('pro');
    expect(await Promise.all([first, second, third].map(({ owner }) => effectivePlan(owner)))).toEqual([
      'free',
      'pro',
      'pro',
    ]);

    await refund(second.intent);
    const events = await eventsAbout(second.customer);
    for (const event of events.filter(({ type }) => type === 'charge.refunded')) await deliver(event);
    await processWebhookEvents();
    expect(await effectivePlan(second.owner)).toBe('free');
    expect((await entitlementsOf(second.owner)).planId).toBe('free');

    await refund(third.intent);
    const found = await reconcile({ trigger: 'schedule' });
    expect(found?.drifts.filter(({ objectId }) => objectId === third.intent)).toEqual([
      expect.objectContaining({ field: 'amountRefunded', ours: '0', repaired: true }),
    ]);
    expect(await effectivePlan(third.owner)).toBe('free');
  });

  it('stays when Stripe lists nothing of its deleted customer, or refuses to, and another customer can be had', async () => {
    const [untold, refused] = [await lifetimeOwner(), await lifetimeOwner()];
    const kept = `pi_${crypto.randomUUID()}`;
    await asService('test.untold', async (tx) => {
      const where = { organizationId: untold.owner.organizationId };
      await tx.payment.updateMany({ where, data: { id: kept } });
    });
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: untold.intent }));
    await deleteInStripe(untold.customer);
    expect(await syncCustomer(untold.customer)).toMatchObject({ outcome: 'deleted_customer' });
    expect(await grants(untold.owner.organizationId)).toContainEqual(expect.objectContaining({ id: kept }));
    expect(await effectivePlan(untold.owner)).toBe('pro');
    const looked = await reconcile({ trigger: 'request', customers: [untold.customer] });
    expect(looked?.drifts).toEqual([]);

    await deleteInStripe(refused.customer);
    for (const path of ['/v1/invoices', '/v1/payment_intents']) {
      const refusal = { status: 400, type: 'invalid_request_error', code: 'resource_missing' };
      await orderFault({ method: 'GET', path, ...refusal, times: 10 });
    }
    expect(await syncCustomer(refused.customer)).toMatchObject({ outcome: 'deleted_customer' });
    expect(await effectivePlan(refused.owner)).toBe('pro');
    const again = await reconcile({ trigger: 'request', customers: [refused.customer] });
    expect(again?.drifts).toEqual([]);
    await clearFaults();
    expect(await ensureCustomer(refused.owner.organizationId)).not.toBe(refused.customer);
  });

  it('is not granted by a payment that was made for another organization', async () => {
    const stranger = await makeOwner();
    const { owner } = await lifetimeOwner(stranger.organizationId);
    expect(await effectivePlan(owner)).toBe('free');
    expect(await effectivePlan(stranger)).toBe('free');
  });
});

async function lifetimeOwner(paidFor?: string) {
  const owner = await makeOwner();
  const customer = await ensureCustomer(owner.organizationId);
  const { data } = await callStripe((stripe) => stripe.prices.list({ lookup_keys: ['pro_lifetime'] }));
  const organizationId = paidFor ?? owner.organizationId;
  const { id, url } = await callStripe((stripe) =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      customer,
      line_items: [{ price: data[0]?.id ?? '', quantity: 1 }],
      payment_intent_data: { metadata: { organizationId, planId: 'pro', interval: 'lifetime' } },
      success_url: `${env().APP_URL}/`,
    }),
  );
  await payCheckout(url ?? '');
  const session = await callStripe((stripe) =>
    stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] }),
  );
  const paid = session.payment_intent;
  if (paid === null || typeof paid === 'string') throw new Error('Nothing was paid.');
  await syncCustomer(customer);
  return { owner, customer, intent: paid.id, charge: String(paid.latest_charge) };
}

function grants(organizationId: string) {
  return asService('test.grants', (tx) =>
    tx.payment.findMany({ where: { organizationId, grantsPlanId: { not: null } } }),
  );
}
