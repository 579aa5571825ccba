import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { ensureCustomer } from './ensure-customer';
import { callStripe } from './stripe';
import { customersInStripe, deleteInStripe, makeOwner, orderFault } from './test-support';

afterAll(disconnect);

const forget = (organizationId: string) =>
  asService('test.forget', (tx) =>
    tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId: null } }),
  );

describe('ensureCustomer', () => {
  it('makes one Stripe customer for twenty requests at once', async () => {
    const { organizationId } = await makeOwner();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ensureCustomer(organizationId)));
    expect(new Set(answers).size).toBe(1);
    expect(await customersInStripe(organizationId)).toHaveLength(1);
  });

  it('finds the same customer again when the process died before claiming it', async () => {
    const { organizationId } = await makeOwner();
    const first = await ensureCustomer(organizationId);
    await forget(organizationId);
    expect(await ensureCustomer(organizationId)).toBe(first);
    expect(await customersInStripe(organizationId)).toHaveLength(1);
  });

  it('makes one new customer each time that the former was deleted, also for twenty requests at once', async () => {
    const { organizationId } = await makeOwner();
    const former = new Set<string>();
    for (let deletion = 0; deletion < 3; deletion++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ensureCustomer(organizationId)));
      const [id = ''] = answers;
      expect(new Set(answers).size).toBe(1);
      expect(former).not.toContain(id);
      expect(await customersInStripe(organizationId)).toMatchObject([{ id }]);
      former.add(id);
      await deleteInStripe(id);
      await forget(organizationId);
    }
  });

  it('makes one although Stripe failed first and replays that failure under the same key', async () => {
    const { organizationId } = await makeOwner();
    await orderFault({ method: 'POST', path: '/v1/customers', effect: 'kept' });
    const first = await ensureCustomer(organizationId);
    await forget(organizationId);
    expect(await ensureCustomer(organizationId)).toBe(first);
    expect(await customersInStripe(organizationId)).toMatchObject([{ id: first }]);
  });

  it('tells Stripe name and address for receipts', async () => {
    const { organizationId, email } = await makeOwner();
    const id = await ensureCustomer(organizationId);
    const customer = await callStripe((stripe) => stripe.customers.retrieve(id));
    expect(customer).toMatchObject({ email, metadata: { organizationId } });
  });

  it('makes none for an organization that does not exist', async () => {
    const organizationId = crypto.randomUUID();
    await expect(ensureCustomer(organizationId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await customersInStripe(organizationId)).toHaveLength(0);
  });
});
