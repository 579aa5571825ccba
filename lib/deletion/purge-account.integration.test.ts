import { createClient } from '@supabase/supabase-js';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { reconcile, syncCustomer } from '@/lib/billing';
import { callStripe } from '@/lib/billing/stripe';
import {
  buy,
  clearFaults,
  customerOfOrganization,
  customersInStripe,
  invoicesInStripe,
  orderFault,
  principalOf,
} from '@/lib/billing/test-support';
import { windUpDeparted } from '@/lib/billing/wind-up-departed';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { spendTrial } from '@/local/shared/spend-trial';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { purgeAccount, purgeSteps } from './purge-account';
import { purgeDueAccounts } from './purge-due-accounts';
import { requestDeletion } from './request-deletion';
import { addTeam, letDeletionPass, rowsLeftOf, saveJobOf, userOf } from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

const nothingLeft = { users: 0, organizations: 0, savedJobs: 0, memberships: 0, sessions: 0, usageEvents: 0 };

describe('an account that is due', () => {
  it('goes with everything, after what it pays for has ended at Stripe, where the invoices stay', async () => {
    const { person, customer } = await payer();
    await saveJobOf(person);
    await requestDeletion(principalOf(person));
    const [ending] = await subscriptionsOf(customer);
    expect(ending).toMatchObject({ status: 'active', cancel_at_period_end: true });
    const invoices = await invoicesInStripe(customer);
    await letDeletionPass(person);

    expect(await purgeAccount(person.userId)).toBe(true);

    expect(await rowsLeftOf(person)).toEqual(nothingLeft);
    expect(await existsAtSupabase(person)).toBe(false);
    expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
    expect(await callStripe((stripe) => stripe.customers.retrieve(customer))).toMatchObject({
      name: null,
      email: null,
      description: 'Account deleted',
    });
    const { data: methods } = await callStripe((stripe) => stripe.paymentMethods.list({ customer }));
    expect(methods).toEqual([]);
    // Nothing more was billed, and what was billed is kept.
    expect((await invoicesInStripe(customer)).map(({ id }) => id)).toEqual(invoices.map(({ id }) => id));
    // Nobody takes the customer for one that pays in vain.
    expect(await customersInStripe(person.userId)).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4])('is deleted whole by whoever comes after a kill behind step %i', async (done) => {
    const { person, customer } = await payer();
    await saveJobOf(person);
    await requestDeletion(principalOf(person));
    await letDeletionPass(person);
    for (const step of purgeSteps.slice(0, done)) await step(person.userId);

    await purgeAccount(person.userId);
    await purgeAccount(person.userId);

    expect(await rowsLeftOf(person)).toEqual(nothingLeft);
    expect(await existsAtSupabase(person)).toBe(false);
    expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
  });

  it('is deleted once by two workers at once', async () => {
    const { person, customer } = await payer();
    await requestDeletion(principalOf(person));
    await letDeletionPass(person);
    const outcomes = await Promise.allSettled([purgeAccount(person.userId), purgeAccount(person.userId)]);
    expect(outcomes).toContainEqual({ status: 'fulfilled', value: true });
    expect(await rowsLeftOf(person)).toEqual(nothingLeft);
    expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
  });

  it('waits, with everything in it, while Stripe does not end what it pays, and goes the next time', async () => {
    const { person, customer } = await payer();
    await saveJobOf(person);
    await requestDeletion(principalOf(person));
    await letDeletionPass(person);
    await orderFault({
      method: 'DELETE',
      path: '/v1/subscriptions/*',
      status: 500,
      times: 10,
      effect: 'before',
    });

    const report = await purgeDueAccounts();
    expect(report.failed).toBeGreaterThan(0);
    expect(await rowsLeftOf(person)).toMatchObject({ users: 1, organizations: 1, savedJobs: 1 });
    expect(await userOf(person)).toMatchObject({ status: 'deleted' });

    await clearFaults();
    await expect
      .poll(() => purgeAccount(person.userId).catch(() => 'not yet'), { timeout: 60_000, interval: 2_000 })
      .toBe(true);
    expect(await rowsLeftOf(person)).toEqual(nothingLeft);
    expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
  });

  it('ends a subscription whose end was done while its answer was lost', async () => {
    const { person, customer } = await payer();
    await requestDeletion(principalOf(person));
    await letDeletionPass(person);
    await orderFault({
      method: 'DELETE',
      path: '/v1/subscriptions/*',
      status: 500,
      times: 1,
      effect: 'after',
    });
    expect(await purgeAccount(person.userId)).toBe(true);
    expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('the organizations of somebody who goes', () => {
  it('go where nobody else is in them, and else go on with what was saved there, by nobody', async () => {
    const [person, colleague] = [await makePerson(), await makePerson()];
    const alone = await addTeam(person, 'Alone');
    const shared = await addTeam(colleague, 'Shared');
    const asMember = await joinOrganization(person, shared, 'member');
    await saveJobOf(asMember);
    await requestDeletion(principalOf(person));
    await letDeletionPass(person);
    await purgeAccount(person.userId);

    expect(await namesOf([alone, shared])).toEqual(['Shared']);
    const jobs = await asService('test.jobs', (tx) =>
      tx.savedJob.findMany({ where: { organizationId: shared } }),
    );
    expect(jobs).toMatchObject([{ title: 'Cartographer', createdBy: null }]);
    expect(await rolesIn(shared)).toEqual([[colleague.userId, 'owner']]);
    expect(await seatsOf(shared)).toBe(1);
  });

  it('that lost their other owner meanwhile are passed on to the oldest admin', async () => {
    const [person, other, admin, member] = await Promise.all([1, 2, 3, 4].map(makePerson));
    if (!person || !other || !admin || !member) throw new Error('four people were made');
    const team = await addTeam(person, 'Handed over');
    for (const [each, role] of [
      [other, 'owner'],
      [member, 'member'],
      [admin, 'admin'],
    ] as const)
      await joinOrganization(each, team, role);
    await requestDeletion(principalOf(person));
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: team, userId: other.userId } }),
    );
    await letDeletionPass(person);
    await purgeAccount(person.userId);
    expect(new Map(await rolesIn(team))).toEqual(
      new Map([
        [admin.userId, 'owner'],
        [member.userId, 'member'],
      ]),
    );
  });
});

it('a person deleted at Supabase itself is not charged any more either', async () => {
  const { person, customer } = await payer();
  const { error } = await admin().auth.admin.deleteUser(person.userId);
  expect(error).toBeNull();
  expect(await rowsLeftOf(person)).toEqual(nothingLeft);
  expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'active' }]);

  expect(await windUpDeparted([customer])).toBe(1);
  expect(await windUpDeparted([customer])).toBe(0);

  expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'canceled' }]);
  const found = await reconcile({ trigger: 'request', customers: [customer] });
  expect(found?.drifts).toEqual([]);
});

it('a customer that another organization has claimed since is left alone', async () => {
  const [{ person, customer }, heir] = [await payer(), await makePerson()];
  await admin().auth.admin.deleteUser(person.userId);
  await asService('test.claim', (tx) =>
    tx.organization.update({ where: { id: heir.userId }, data: { stripeCustomerId: customer } }),
  );
  expect(await windUpDeparted([customer])).toBe(1);
  expect(await subscriptionsOf(customer)).toMatchObject([{ status: 'active' }]);
});

/** A person who pays for a plan each month. */
async function payer(): Promise<{ person: TestPerson; customer: string }> {
  const person = await makePerson();
  await spendTrial(person.userId);
  const { customer } = await buy(principalOf(person));
  await syncCustomer(customer);
  expect(await customerOfOrganization(principalOf(person))).toBe(customer);
  return { person, customer };
}

async function subscriptionsOf(customer: string) {
  const { data } = await callStripe((stripe) => stripe.subscriptions.list({ customer, status: 'all' }));
  return data;
}

function admin() {
  return createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

async function existsAtSupabase({ userId }: TestPerson): Promise<boolean> {
  const { data } = await admin().auth.admin.getUserById(userId);
  return data.user !== null;
}

async function namesOf(ids: string[]): Promise<string[]> {
  const rows = await asService('test.names', (tx) =>
    tx.organization.findMany({ where: { id: { in: ids } } }),
  );
  return rows.map(({ name }) => name);
}

async function rolesIn(organizationId: string): Promise<[string, string][]> {
  const rows = await asService('test.roles', (tx) => tx.membership.findMany({ where: { organizationId } }));
  return rows.map(({ userId, role }) => [userId, role]);
}

async function seatsOf(organizationId: string): Promise<number> {
  const counter = await asService('test.seats', (tx) =>
    tx.usageCounter.findFirst({ where: { organizationId, metric: 'seats' } }),
  );
  return Number(counter?.used);
}
