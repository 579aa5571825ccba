import type Stripe from 'stripe';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { customerIdOf } from './customer-id-of';
import { openPortal } from './open-portal';
import { portalConfiguration } from './portal-configuration';
import { pushCatalogue } from './push-catalogue';
import { callStripe } from './stripe';
import { buy, clearFaults, deleteInStripe, makeOwner, orderFault } from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

describe('openPortal', () => {
  it('leads to the portal', async () => {
    const owner = await makeOwner();
    await buy(owner);
    await expect(openPortal(owner)).resolves.toMatchObject({ url: expect.stringContaining('/p/session/') });
  });

  it('lets customers do there what `stripe:sync` has configured, also after that was replaced', async () => {
    const owner = await makeOwner();
    await buy(owner);
    await openPortal(owner);
    const first = await configuration();
    expect(await lastSession()).toMatchObject({ configuration: first });

    await callStripe((stripe) => stripe.billingPortal.configurations.update(first, { active: false }));
    await callStripe((stripe) =>
      stripe.billingPortal.configurations.update(first, { metadata: { foothold: '' } }),
    );
    await pushCatalogue();
    await openPortal(owner, 'payment_method_update');
    const second = await configuration();
    expect(second).not.toBe(first);
    expect(await lastSession()).toMatchObject({ configuration: second });
  });

  it('says in a sentence that a new Stripe account has no portal yet', async () => {
    const owner = await makeOwner();
    await buy(owner);
    await orderFault({
      method: 'POST',
      path: '/v1/billing_portal/sessions',
      status: 400,
      type: 'invalid_request_error',
      message: 'No configuration provided and your test mode default configuration has not been created.',
    });
    await expect(openPortal(owner)).rejects.toMatchObject({
      status: 503,
      code: 'unavailable',
      message: expect.stringContaining('not ready yet'),
      extras: { dependency: 'billing portal', retryAfterSeconds: expect.any(Number) },
    });
  });

  it('has nothing to manage for a customer that Stripe has deleted, and gives it up', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    await deleteInStripe(customer);
    await expect(openPortal(owner)).rejects.toMatchObject({ code: 'conflict' });
    expect(await customerIdOf(owner)).toBeNull();
  });
});

async function configuration(): Promise<string> {
  const id = await portalConfiguration({ anew: true });
  if (id === null) throw new Error('There is no configuration.');
  return id;
}

async function lastSession(): Promise<Stripe.Event.Data.Object | undefined> {
  const { data } = await callStripe((stripe) =>
    stripe.events.list({ type: 'billing_portal.session.created', limit: 1 }),
  );
  return data[0]?.data.object;
}
