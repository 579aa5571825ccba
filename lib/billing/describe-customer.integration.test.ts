import { createClient } from '@supabase/supabase-js';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson } from '@/local/test/people';
import { describeCustomer } from './describe-customer';
import { describeDueCustomers } from './describe-due-customers';
import { ensureCustomer } from './ensure-customer';
import { callStripe } from './stripe';
import { clearFaults, deleteInStripe, makeOwner, orderFault } from './test-support';

// Whom other tests left to be told of would be told of first.
beforeEach(() => asService('test.due', (tx) => tx.organization.updateMany({ data: { detailsDueAt: null } })));
afterEach(clearFaults);
afterAll(disconnect);

async function payer(): Promise<Principal & { customer: string }> {
  const owner = await makeOwner();
  return { ...owner, customer: await ensureCustomer(owner.organizationId) };
}

async function inStripe(customer: string): Promise<Stripe.Customer> {
  const found = await callStripe((stripe) => stripe.customers.retrieve(customer));
  if (found.deleted) throw new Error('It was deleted.');
  return found;
}

const dueAt = async ({ organizationId }: Principal) =>
  (await asService('test.due', (tx) => tx.organization.findUniqueOrThrow({ where: { id: organizationId } })))
    .detailsDueAt;

const rename = ({ organizationId }: Principal, name: string) =>
  asService('test.rename', (tx) => tx.organization.update({ where: { id: organizationId }, data: { name } }));

const readdress = async ({ userId }: Principal): Promise<string> => {
  const email = `moved-${crypto.randomUUID()}@example.test`;
  const { admin } = createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false },
  }).auth;
  const { error } = await admin.updateUserById(userId, { email, email_confirm: true });
  if (error) throw error;
  return email;
};

const makeDue = ({ organizationId }: Principal) =>
  asService('test.due', (tx) =>
    tx.organization.update({
      where: { id: organizationId },
      data: { detailsDueAt: new Date(0) },
    }),
  );

describe('name and address of a Stripe customer', () => {
  it('are told when it is made, and nothing is due then', async () => {
    const owner = await payer();
    expect(await inStripe(owner.customer)).toMatchObject({ email: owner.email });
    expect(await dueAt(owner)).toBeNull();
  });

  it('follow the organization’s name and the owner’s address', async () => {
    const owner = await payer();
    await rename(owner, 'Another name');
    const email = await readdress(owner);
    expect(await dueAt(owner)).not.toBeNull();
    await describeDueCustomers();
    expect(await inStripe(owner.customer)).toMatchObject({ name: 'Another name', email });
    expect(await dueAt(owner)).toBeNull();
  });

  it('follow a change of owners', async () => {
    const owner = await payer();
    const second = await joinOrganization(await makePerson(), owner.organizationId, 'owner');
    await asService('test.leave', (tx) =>
      tx.membership.delete({
        where: { organizationId_userId: { organizationId: owner.organizationId, userId: owner.userId } },
      }),
    );
    await describeDueCustomers();
    expect(await inStripe(owner.customer)).toMatchObject({ email: second.email });
  });

  it('are not due for what does not concern them', async () => {
    const owner = await payer();
    const member = await joinOrganization(await makePerson(), owner.organizationId, 'member');
    await readdress({ ...owner, userId: member.userId });
    await rename(owner, 'Test organization');
    await describeDueCustomers();
    await rename(owner, 'Test organization');
    expect(await dueAt(owner)).toBeNull();
    expect(await inStripe(owner.customer)).toMatchObject({ email: owner.email });
  });

  it('are due without a customer to tell them of only once there is one', async () => {
    const owner = await makeOwner();
    await rename(owner, 'Early name');
    expect(await dueAt(owner)).toBeNull();
    const customer = await ensureCustomer(owner.organizationId);
    expect(await inStripe(customer)).toMatchObject({ name: 'Early name' });
  });

  it('are told later when Stripe failed at first', async () => {
    const owner = await makeOwner();
    await orderFault({ method: 'POST', path: '/v1/customers/*', status: 400, type: 'invalid_request_error' });
    const customer = await ensureCustomer(owner.organizationId);
    expect(await inStripe(customer)).toMatchObject({ email: null });
    expect(await dueAt(owner)).not.toBeNull();

    await orderFault({ method: 'POST', path: '/v1/customers/*', status: 400, type: 'invalid_request_error' });
    await describeDueCustomers();
    expect((await dueAt(owner))?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
    await makeDue(owner);
    await describeDueCustomers();
    expect(await inStripe(customer)).toMatchObject({ email: owner.email });
    expect(await dueAt(owner)).toBeNull();
  });

  it('end with the newest, whoever tells them at the same time', async () => {
    const owner = await payer();
    await orderFault({ method: 'POST', path: '/v1/customers/*', effect: 'none', delay_ms: 500 });
    await rename(owner, 'First');
    const first = describeCustomer(owner.customer);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await rename(owner, 'Second');
    await Promise.all([first, describeCustomer(owner.customer), describeCustomer(owner.customer)]);
    expect(await inStripe(owner.customer)).toMatchObject({ name: 'Second' });
    expect(await dueAt(owner)).toBeNull();
  });

  it('stay due when they change while Stripe is being told', async () => {
    const owner = await payer();
    await orderFault({ method: 'POST', path: '/v1/customers/*', effect: 'none', delay_ms: 500 });
    await rename(owner, 'First');
    const first = describeCustomer(owner.customer);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await rename(owner, 'Second');
    await first;
    expect(await dueAt(owner)).not.toBeNull();
    await describeDueCustomers();
    expect(await inStripe(owner.customer)).toMatchObject({ name: 'Second' });
  });

  it('are nobody’s when the customer is gone', async () => {
    const owner = await payer();
    await deleteInStripe(owner.customer);
    await rename(owner, 'Too late');
    await describeDueCustomers();
    expect(await dueAt(owner)).toBeNull();
  });
});
