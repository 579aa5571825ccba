import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { entitlementsOf, refreshEntitlements } from '@/lib/entitlements';
import { createJob, deleteJob, getJob, listJobs, updateJob } from '@/lib/jobs';
import { joinOrganization, makePerson } from '@/local/test/people';
import { findPrincipal } from '../auth/find-principal';
import { getInvoice, listInvoices } from './invoices';
import { openPortal } from './open-portal';
import { payInvoice } from './pay-invoice';
import { standingOf } from './standing';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  advanceDays,
  buy,
  cancelInStripe,
  effectivePlan,
  makeOwner,
  mirroredSubscriptions,
  payBy,
  payHosted,
  setDunning,
} from './test-support';
import { upcomingInvoice } from './upcoming-invoice';
import { writeDueNotices } from './write-notices';

afterAll(disconnect);

const posting = { title: 'Engineer', company: 'Halcyon' };
const refusal = {
  status: 402,
  code: 'payment_required',
  extras: { upgradeUrl: '/account/billing' },
};

describe('a payment that fails', () => {
  it('leaves a week of grace, is told once, and is over at once when the invoice is paid', async () => {
    const { owner, customer, invoiceId } = await debtor();
    expect(await standing(owner)).toMatchObject({
      access: { state: 'grace' },
      debt: { blocks: 'plan', needsAction: false, invoice: { id: invoiceId } },
    });
    expect(await keysOf(owner)).toEqual([`payment_failed:${invoiceId}`]);
    await createJob(owner, posting);
    await Promise.all([1, 2, 3].map(() => syncCustomer(customer)));
    expect(await keysOf(owner)).toHaveLength(1);

    const { url } = await payInvoice(owner, invoiceId);
    await payHosted(url);
    await syncCustomer(customer);
    expect(await standing(owner)).toEqual({ access: { state: 'full' }, debt: null });
    expect(await keysOf(owner)).toContainEqual(expect.stringMatching(/^payment_recovered:/));
    await expect(payInvoice(owner, invoiceId)).rejects.toMatchObject({ status: 409 });
  });

  it('makes the organization read-only after the grace: all is there, nothing is changed, and that is told once', async () => {
    const { owner, customer } = await debtor();
    const job = await createJob(owner, posting);
    await overdueFor(owner, 8);
    expect((await standing(owner)).access).toEqual({ state: 'read_only' });
    expect(await entitlementsOf(owner)).toMatchObject({ planId: 'free', readOnly: true });

    await expect(createJob(owner, posting)).rejects.toMatchObject(refusal);
    await expect(updateJob(owner, job.id, { title: 'Other' })).rejects.toMatchObject(refusal);
    await expect(deleteJob(owner, job.id)).rejects.toMatchObject(refusal);
    expect((await listJobs(owner)).jobs).toHaveLength(1);
    expect(await getJob(owner, job.id)).toEqual(job);

    await Promise.all([writeDueNotices(), writeDueNotices()]);
    await writeDueNotices();
    expect((await keysOf(owner)).filter((key) => key.startsWith('read_only:'))).toHaveLength(1);

    const [{ id = '' } = {}] = await mirroredSubscriptions(owner);
    await cancelInStripe(id);
    await syncCustomer(customer);
    expect((await standing(owner)).access).toEqual({ state: 'free' });
    expect(await effectivePlan(owner)).toBe('free');
    expect(await keysOf(owner)).toContainEqual(`subscription_ended:${id}`);
    await updateJob(owner, job.id, { title: 'Other' });
  });

  it('says to a viewer that viewers never change anything', async () => {
    const { owner } = await debtor();
    await overdueFor(owner, 8);
    const viewer = await joinOrganization(await makePerson(), owner.organizationId, 'viewer');
    await expect(createJob(viewer, posting)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('that nobody could have known of before is history, and mailed to nobody', async () => {
    const { owner, customer } = await debtor();
    const { organizationId } = owner;
    await asService('test.forget', async (tx) => {
      await tx.billingNotice.deleteMany({ where: { organizationId } });
      await tx.subscription.deleteMany({ where: { organizationId } });
      await tx.invoice.deleteMany({ where: { organizationId } });
    });
    await syncCustomer(customer);
    expect(await keysOf(owner)).toEqual([]);
  });

  it('because the bank asks for the cardholder is confirmed on the invoice’s page', async () => {
    const { owner, customer, invoiceId } = await debtor('pm_card_authenticationRequired');
    expect(await standing(owner)).toMatchObject({ debt: { needsAction: true } });
    expect(await keysOf(owner)).toEqual([`payment_action_required:${invoiceId}`]);
    const { url } = await payInvoice(owner, invoiceId);
    const method = /name="method" value="([^"]+)"/.exec(await (await fetch(`${url}/pay`)).text())?.[1] ?? '';
    await fetch(`${url}/pay`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ method, outcome: 'complete' }),
    });
    await syncCustomer(customer);
    expect(await standing(owner)).toEqual({ access: { state: 'full' }, debt: null });
  });
});

describe('when Stripe gives up collecting', () => {
  it.each([
    ['unpaid', 'read_only'],
    ['cancel', 'free'],
  ] as const)('and is set to %s, access is %s', async (after_last_retry, state) => {
    await setDunning({ retry_after_days: [1], after_last_retry });
    try {
      const { owner, customer } = await subscriber();
      const [{ id = '' } = {}] = await mirroredSubscriptions(owner);
      await payBy(customer, id, 'pm_card_chargeCustomerFail');
      await advanceDays(32);
      await syncCustomer(customer);
      await advanceDays(2);
      await syncCustomer(customer);
      expect((await standing(owner)).access).toEqual({ state });
      await writeDueNotices();
      const told = (await keysOf(owner)).map((key) => key.split(':')[0]);
      expect(told).toContain(state === 'free' ? 'subscription_ended' : 'read_only');
    } finally {
      await setDunning({ retry_after_days: [3, 5, 7], after_last_retry: 'cancel' });
    }
  });
});

describe('a trial', () => {
  it('is announced to end once, three days before, unless it ends for good', async () => {
    const { owner } = await subscriber();
    const set = (data: object) =>
      asService('test.trial', (tx) =>
        tx.subscription.updateMany({ where: { organizationId: owner.organizationId }, data }),
      );
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await set({ status: 'trialing', trialEnd: inDays(3.1) });
    await writeDueNotices();
    expect(await keysOf(owner)).toEqual([]);
    const trialEnd = inDays(2.9);
    await set({ trialEnd, cancelAtPeriodEnd: true });
    await writeDueNotices();
    expect(await keysOf(owner)).toEqual([]);
    await set({ cancelAtPeriodEnd: false });
    await writeDueNotices();
    await writeDueNotices();
    expect(await keysOf(owner)).toEqual([expect.stringMatching(/^trial_ending:sub_/)]);
    expect(await facts(owner)).toMatchObject([{ planId: 'pro', amount: 2900, at: trialEnd.toISOString() }]);
  });

  it.each([
    ['extra seats', { extraSeats: 2 }],
    ['a discount', { discountPercent: 20 }],
  ])('is announced without an amount when %s changes it', async (_what, change) => {
    const { owner } = await subscriber();
    const trialEnd = new Date(Date.now() + 2 * 86_400_000);
    await asService('test.trial', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId: owner.organizationId },
        data: { status: 'trialing', trialEnd, ...change },
      }),
    );
    await writeDueNotices();
    const [told] = await facts(owner);
    expect(told).toMatchObject({ planId: 'pro', at: trialEnd.toISOString() });
    expect(told).not.toHaveProperty('amount');
  });
});

describe('invoices', () => {
  it('of others cannot be paid, and members cannot pay', async () => {
    const { owner, invoiceId } = await debtor();
    await expect(payInvoice(await makeOwner(), invoiceId)).rejects.toMatchObject({ status: 404 });
    const member = { ...owner, role: 'member' as const };
    await expect(payInvoice(member, invoiceId)).rejects.toMatchObject({ status: 403 });
    await expect(upcomingInvoice(member)).rejects.toMatchObject({ status: 403 });
    expect((await standing(member)).debt).toMatchObject({ blocks: 'plan', invoice: null });
  });

  it('say what comes next while something does', async () => {
    const { owner, customer } = await subscriber();
    expect(await upcomingInvoice(owner)).toMatchObject({ currency: 'usd', total: 2900, amountDue: 2900 });
    const [{ id = '' } = {}] = await mirroredSubscriptions(owner);
    await callStripe((stripe) => stripe.subscriptions.update(id, { cancel_at_period_end: true }));
    await expect(upcomingInvoice(owner)).rejects.toMatchObject({ status: 404 });
    await cancelInStripe(id);
    await syncCustomer(customer);
    await expect(upcomingInvoice(owner)).rejects.toMatchObject({ status: 404 });
    await expect(upcomingInvoice(await makeOwner())).rejects.toMatchObject({ status: 404 });
  });

  it('say what was refunded of them', async () => {
    const { owner, customer } = await subscriber();
    const [{ id = '' } = {}] = (await listInvoices(owner, { limit: 1 })).invoices;
    const { data } = await callStripe((stripe) => stripe.invoicePayments.list({ invoice: id }));
    const intent = data[0]?.payment.payment_intent;
    await callStripe((stripe) => stripe.refunds.create({ payment_intent: String(intent), amount: 900 }));
    await syncCustomer(customer);
    expect(await getInvoice(owner, id)).toMatchObject({ amountRefunded: 900, amountPaid: 2900 });
  });
});

it('the portal can be opened for the payment method alone', async () => {
  const { owner } = await subscriber();
  const { url } = await openPortal(owner, 'payment_method_update');
  expect(await (await fetch(url)).text()).toContain('Card number');
});

async function subscriber(): Promise<{ owner: Principal; customer: string }> {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  return { owner, customer };
}

/** Somebody whose last invoice was not paid, without waiting for a renewal. */
async function debtor(card = 'pm_card_chargeCustomerFail') {
  const { owner, customer } = await subscriber();
  const [{ id = '', items = [] } = {}] = await mirroredSubscriptions(owner);
  await payBy(customer, id, card);
  await callStripe((stripe) =>
    stripe.subscriptions.update(id, {
      items: [{ id: items[0]?.id ?? '', quantity: 2 }],
      proration_behavior: 'always_invoice',
    }),
  );
  await syncCustomer(customer);
  const open = (await listInvoices(owner, { limit: 9 })).invoices.find(({ status }) => status === 'open');
  if (!open) throw new Error('nothing is owed');
  return { owner, customer, invoiceId: open.id };
}

/** As if the payment had failed so many days ago; Stripe's clock does not go back. */
async function overdueFor({ organizationId }: Principal, days: number): Promise<void> {
  await asService('test.overdue', (tx) =>
    tx.subscription.updateMany({
      where: { organizationId },
      data: { pastDueSince: new Date(Date.now() - days * 86_400_000) },
    }),
  );
  // What the writer of these rows does after each of its commits.
  await refreshEntitlements(organizationId);
}

async function standing(owner: Principal) {
  const found = await findPrincipal(owner.userId);
  const planId = found.state === 'active' ? found.principal.planId : owner.planId;
  return standingOf({ ...owner, planId });
}

async function keysOf({ organizationId }: Principal): Promise<string[]> {
  const notices = await asService('test.notices', (tx) =>
    tx.billingNotice.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } }),
  );
  return notices.map(({ key }) => key);
}

async function facts({ organizationId }: Principal) {
  const notices = await asService('test.notices', (tx) =>
    tx.billingNotice.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } }),
  );
  return notices.map((notice) => notice.facts);
}
