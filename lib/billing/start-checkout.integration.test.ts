import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson } from '@/local/test/people';
import { ensureCustomer } from './ensure-customer';
import { startCheckout } from './start-checkout';
import { callStripe, listAll } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  buy,
  customerOfOrganization,
  customersInStripe,
  deleteInStripe,
  effectivePlan,
  makeBuyer,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
  payCheckout,
  principalOf,
  sessionIdIn,
} from './test-support';

afterAll(disconnect);

const pro = { planId: 'pro', interval: 'month' } as const;
const session = (url: string) => callStripe((stripe) => stripe.checkout.sessions.retrieve(sessionIdIn(url)));
const openSessions = async (owner: Principal) => {
  const customer = await customerOfOrganization(owner);
  return listAll((stripe, position) =>
    stripe.checkout.sessions.list({ customer, status: 'open', ...position }),
  );
};

describe('startCheckout', () => {
  it('opens Checkout for the organization, at the price of the catalogue, with the ways back', async () => {
    const owner = await makeBuyer();
    const { url } = await startCheckout(owner, { planId: 'team', interval: 'year' });
    expect(await session(url)).toMatchObject({
      mode: 'subscription',
      status: 'open',
      amount_total: 95_040,
      client_reference_id: owner.organizationId,
      customer: await customerOfOrganization(owner),
      success_url: `${env().APP_URL}/billing/success?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}/billing/canceled?plan=team&interval=year`,
    });
  });

  it('leaves the organization’s id on the subscription', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const { data } = await callStripe((stripe) => stripe.subscriptions.list({ customer }));
    expect(data).toMatchObject([{ metadata: { organizationId: owner.organizationId } }]);
  });

  it('closes the Checkout that was open in another tab', async () => {
    const owner = await makeOwner();
    const first = await startCheckout(owner, pro);
    const second = await startCheckout(owner, { planId: 'basic', interval: 'year' });
    expect(await session(first.url)).toMatchObject({ status: 'expired' });
    expect(await session(second.url)).toMatchObject({ status: 'open' });
    await expect(payCheckout(first.url)).rejects.toThrow();
  });

  it('opens none beside a Checkout that Stripe does not close because it is being paid', async () => {
    const owner = await makeOwner();
    const { url } = await startCheckout(owner, pro);
    await orderFault({
      method: 'POST',
      path: '/v1/checkout/sessions/*/expire',
      status: 400,
      type: 'invalid_request_error',
    });
    await expect(startCheckout(owner, pro)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another window'),
    });
    expect(await openSessions(owner)).toMatchObject([{ id: sessionIdIn(url) }]);
  });

  it('leaves one Checkout open when five are started at once', async () => {
    const owner = await makeOwner();
    await Promise.all(Array.from({ length: 5 }, () => startCheckout(owner, pro)));
    expect(await openSessions(owner)).toHaveLength(1);
  });

  it('sells no second subscription, and learns of the first one even when no webhook came', async () => {
    const owner = await makeOwner();
    await buy(owner);
    expect(await effectivePlan(owner)).toBe('free');
    await expect(startCheckout(owner, pro)).rejects.toMatchObject({
      status: 409,
      code: 'conflict',
      message: expect.stringContaining('/account/billing'),
    });
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await openSessions(owner)).toHaveLength(0);
  });

  it('sells nothing beside a live subscription that was sold by hand at another price', async () => {
    const owner = await makeOwner();
    const customer = await ensureCustomer(owner.organizationId);
    await payCheckout(await sessionAtOtherPrice(customer));
    await expect(startCheckout(owner, pro)).rejects.toMatchObject({ code: 'conflict' });
    expect(await mirroredSubscriptions(owner)).toHaveLength(0);
    expect(await openSessions(owner)).toHaveLength(0);
  });

  it('sells to a new customer when the former was deleted in Stripe, and ends what the former had', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    await deleteInStripe(customer);

    const { url } = await startCheckout(owner, { planId: 'basic', interval: 'month' });

    const next = await customerOfOrganization(owner);
    expect(next).not.toBe(customer);
    expect(await session(url)).toMatchObject({ customer: next, status: 'open' });
    expect(await mirroredSubscriptions(owner)).toHaveLength(0);
    await payCheckout(url);
    await syncCustomer(next);
    expect(await effectivePlan(owner)).toBe('basic');
  });

  it('sells to one new customer when twenty requests find the former deleted', async () => {
    const owner = await makeOwner();
    await deleteInStripe(await ensureCustomer(owner.organizationId));
    await Promise.all(Array.from({ length: 20 }, () => startCheckout(owner, pro)));
    expect(await customersInStripe(owner.organizationId)).toMatchObject([
      { id: await customerOfOrganization(owner) },
    ]);
    expect(await openSessions(owner)).toHaveLength(1);
  });

  it('sells again when the former subscription has ended', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await syncCustomer(customer);
    const id = (await mirroredSubscriptions(owner))[0]?.id ?? '';
    await callStripe((stripe) => stripe.subscriptions.cancel(id));
    await expect(startCheckout(owner, pro)).resolves.toMatchObject({ url: expect.any(String) });
  });

  it('answers a repeat under the same key with the same Checkout, and refuses another choice under it', async () => {
    const owner = await makeOwner();
    const first = await startCheckout(owner, pro, 'key-1');
    expect(await startCheckout(owner, pro, 'key-1')).toEqual(first);
    expect(await session(first.url)).toMatchObject({ status: 'open' });
    await expect(startCheckout(owner, { planId: 'basic', interval: 'month' }, 'key-1')).rejects.toMatchObject(
      {
        code: 'idempotency_conflict',
      },
    );
  });

  it('frees the key of a purchase that was refused', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await expect(startCheckout(owner, pro, 'key-1')).rejects.toMatchObject({ code: 'conflict' });
    await syncCustomer(customer);
    const id = (await mirroredSubscriptions(owner))[0]?.id ?? '';
    await callStripe((stripe) => stripe.subscriptions.cancel(id));
    await expect(startCheckout(owner, pro, 'key-1')).resolves.toMatchObject({ url: expect.any(String) });
  });

  it.each(['member', 'viewer'] as const)('lets no %s spend the organization’s money', async (role) => {
    const owner = await makeOwner();
    const other = await joinOrganization(await makePerson(), owner.organizationId, role);
    await expect(startCheckout(principalOf(other, role), pro)).rejects.toMatchObject({ status: 403 });
  });

  it('lets an admin buy for the organization', async () => {
    const owner = await makeOwner();
    const admin = await joinOrganization(await makePerson(), owner.organizationId, 'admin');
    const { url } = await startCheckout(principalOf(admin, 'admin'), pro);
    expect(await session(url)).toMatchObject({ client_reference_id: owner.organizationId });
  });

  it('does not sell what has no price', async () => {
    const owner = await makeOwner();
    await expect(startCheckout(owner, { planId: 'free', interval: 'month' })).rejects.toMatchObject({
      status: 422,
      code: 'invalid_request',
    });
  });
});

async function sessionAtOtherPrice(customer: string): Promise<string> {
  const { id: product } = await callStripe((stripe) => stripe.products.create({ name: 'By hand' }));
  const { id: price } = await callStripe((stripe) =>
    stripe.prices.create({ product, currency: 'usd', unit_amount: 77_700, recurring: { interval: 'month' } }),
  );
  const { url } = await callStripe((stripe) =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      line_items: [{ price, quantity: 1 }],
      success_url: `${env().APP_URL}/`,
    }),
  );
  return url ?? '';
}
