import type Stripe from 'stripe';
import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { givePlan } from '@/local/test/people';
import { currentSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';
import { tryLockCustomer } from './customer-lock';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  buy,
  cancelInStripe,
  declineNextCharge,
  deleteInStripe,
  effectivePlan,
  makeOwner,
  mirroredSubscriptions,
} from './test-support';

afterAll(disconnect);

describe('syncCustomer', () => {
  it('brings what was bought, with its items, plan and limits', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { planId: 'basic', interval: 'six_months' });
    expect(await effectivePlan(owner)).toBe('free');

    expect(await syncCustomer(customer)).toEqual({
      outcome: 'synced',
      organizationId: owner.organizationId,
      subscriptions: 1,
      live: 1,
    });

    const [subscription] = await mirroredSubscriptions(owner);
    expect(subscription).toMatchObject({
      planId: 'basic',
      interval: 'six_months',
      status: 'active',
      unitAmount: 4860,
      currency: 'usd',
      quantity: 1,
      cancelAtPeriodEnd: false,
      pastDueSince: null,
      items: [{ lookupKey: 'basic_six_months', quantity: 1 }],
    });
    const days = daysBetween(subscription?.currentPeriodStart, subscription?.currentPeriodEnd);
    expect(days).toBeGreaterThan(180);
    expect(days).toBeLessThan(185);
    expect(await effectivePlan(owner)).toBe('basic');
    expect(await usageOf(owner, 'saved_jobs')).toMatchObject({ limit: 100 });
  });

  it('says the same however often and however many at once', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const before = await mirroredSubscriptions(owner);
    await Promise.all(Array.from({ length: 8 }, () => syncCustomer(customer)));
    const after = await mirroredSubscriptions(owner);
    expect(withoutTime(after)).toEqual(withoutTime(before));
  });

  it('asks Stripe only when nobody else works on the customer, so that no older answer overwrites a newer one', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const id = (await mirroredSubscriptions(owner))[0]?.id ?? '';

    let later: Promise<unknown> | undefined;
    await asService('test.hold', async (tx) => {
      expect(await tryLockCustomer(tx, customer)).toBe(true);
      later = syncCustomer(customer);
      await expect.poll(waitingForLock, { timeout: 10_000 }).toBe(1);
      await cancelInStripe(id);
    });
    await later;

    expect(await mirroredSubscriptions(owner)).toMatchObject([{ status: 'canceled' }]);
  });

  it('follows a cancellation at the end of the period, its undoing, and the end', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const id = (await mirroredSubscriptions(owner))[0]?.id ?? '';

    await callStripe((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: true }));
    await syncCustomer(customer);
    const ending = await currentSubscription(owner);
    expect(ending?.endsAt).toBe(ending?.currentPeriodEnd);
    expect(await effectivePlan(owner)).toBe('pro');

    await callStripe((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: false }));
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ status: 'active', endsAt: null });

    await cancelInStripe(id);
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([{ id, status: 'canceled' }]);
    expect(await currentSubscription(owner)).toBeNull();
    expect(await effectivePlan(owner)).toBe('free');
  });

  it('counts the days of grace from the failed payment, whatever was mirrored before', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const [{ id = '', items = [] } = {}] = await mirroredSubscriptions(owner);
    await declineNextCharge();
    const { latest_invoice: invoice } = await callStripe((stripe) =>
      stripe.subscriptions.update(id, {
        items: [{ id: items[0]?.id ?? '', quantity: 2 }],
        proration_behavior: 'always_invoice',
        expand: ['latest_invoice'],
      }),
    );
    await asService('test.tamper', (tx) =>
      tx.subscription.update({
        where: { organizationId_id: { organizationId: owner.organizationId, id } },
        data: { status: 'past_due', pastDueSince: new Date(0) },
      }),
    );
    expect(await effectivePlan(owner)).toBe('free');

    await syncCustomer(customer);

    const failedAt = (invoice as Stripe.Invoice).status_transitions.finalized_at ?? 0;
    expect(await mirroredSubscriptions(owner)).toMatchObject([
      { status: 'past_due', pastDueSince: new Date(failedAt * 1000) },
    ]);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('removes what Stripe does not know, and repairs what was changed by hand', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const [real] = await mirroredSubscriptions(owner);
    if (!real) throw new Error('nothing was mirrored');
    const { items: _items, ...row } = real;
    await asService('test.tamper', async (tx) => {
      await tx.subscription.create({ data: { ...row, id: 'sub_invented', planId: 'enterprise' } });
      await tx.subscription.update({ where: { id: row.id }, data: { planId: 'basic', status: 'canceled' } });
    });

    await syncCustomer(customer);

    expect(withoutTime(await mirroredSubscriptions(owner))).toEqual(withoutTime([real]));
  });

  it('gives up a customer that Stripe has deleted, with its plan', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    await deleteInStripe(customer);

    const { organizationId } = owner;
    expect(await syncCustomer(customer)).toEqual({ outcome: 'deleted_customer', organizationId });

    expect(await mirroredSubscriptions(owner)).toHaveLength(0);
    expect(await customerIdOf(owner)).toBeNull();
    expect(await effectivePlan(owner)).toBe('free');
    // It has paid, so what is given back of that is still followed.
    expect(await syncCustomer(customer)).toEqual({ outcome: 'deleted_customer', organizationId });
  });

  it('keeps plan and customer when Stripe has never heard of it, as under the key of another account', async () => {
    const owner = await makeOwner();
    const { organizationId } = owner;
    await givePlan(organizationId, 'pro');
    const stripeCustomerId = `cus_${crypto.randomUUID()}`;
    await asService('test.claim', (tx) =>
      tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId } }),
    );
    await expect(syncCustomer(stripeCustomerId)).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    expect(await customerIdOf(owner)).toBe(stripeCustomerId);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('says so when a customer is nobody’s, and writes nothing', async () => {
    const stray = await callStripe((stripe) => stripe.customers.create({}));
    expect(await syncCustomer(stray.id)).toEqual({ outcome: 'unknown_customer' });
  });
});

function withoutTime(rows: Awaited<ReturnType<typeof mirroredSubscriptions>>) {
  return rows.map(({ syncedAt: _syncedAt, ...row }) => row);
}

function daysBetween(from: Date | undefined, to: Date | undefined): number {
  return ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 86_400_000;
}

async function waitingForLock(): Promise<number> {
  const [row] = await asService(
    'test.locks',
    (tx) =>
      tx.$queryRaw<{ waiting: bigint }[]>`
        select count(*) as waiting from pg_locks where locktype = 'advisory' and not granted`,
  );
  return Number(row?.waiting);
}
