import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { ensureCustomer } from './ensure-customer';
import { paymentMethodOnFile } from './payment-method';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { buy, clearFaults, deleteInStripe, makeOwner, orderFault, payWith } from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

const visa = { type: 'card', brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2040 };

async function subscriber() {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  return { owner, customer };
}

describe('the payment method on file', () => {
  it('is none before anything was bought', async () => {
    const owner = await makeOwner();
    expect(await paymentMethodOnFile(owner)).toBeNull();
    await ensureCustomer(owner.organizationId);
    expect(await paymentMethodOnFile(owner)).toBeNull();
  });

  it('is the one that the subscription is charged to', async () => {
    const { owner, customer } = await subscriber();
    expect(await paymentMethodOnFile(owner)).toEqual(visa);
    await payWith(customer, 'pm_card_mastercard');
    expect(await paymentMethodOnFile(owner)).toMatchObject({ brand: 'mastercard', last4: '4444' });
  });

  it('is the customer’s where the subscription has none of its own', async () => {
    const owner = await makeOwner();
    const customer = await ensureCustomer(owner.organizationId);
    await payWith(customer, 'pm_card_mastercard');
    expect(await paymentMethodOnFile(owner)).toMatchObject({ brand: 'mastercard' });
  });

  it('is none when it was taken away, or the customer with it', async () => {
    const { owner, customer } = await subscriber();
    const { data } = await callStripe((stripe) => stripe.paymentMethods.list({ customer }));
    for (const { id } of data) await callStripe((stripe) => stripe.paymentMethods.detach(id));
    expect(await paymentMethodOnFile(owner)).toBeNull();
    await deleteInStripe(customer);
    expect(await paymentMethodOnFile(owner)).toBeNull();
  });

  it('is not for members', async () => {
    const { owner } = await subscriber();
    await expect(paymentMethodOnFile({ ...owner, role: 'member' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is waited for no longer than three seconds', async () => {
    const { owner } = await subscriber();
    await orderFault({ method: 'GET', path: '/v1/subscriptions/*', effect: 'none', delay_ms: 4_000 });
    await expect(paymentMethodOnFile(owner)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
