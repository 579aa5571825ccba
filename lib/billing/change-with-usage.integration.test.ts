import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { cancelSubscription } from './cancel-subscription';
import { meterNameOf } from './catalogue-prices';
import { changePlan } from './change-plan';
import { inOwnAccount } from './convergence/test-support';
import { previewChange } from './preview-change';
import { callStripe } from './stripe';
import type { ChangeChoice } from './subscription-change';
import { syncCustomer } from './sync-customer';
import { takeBackChange } from './take-back-change';
import {
  advanceStripeClock,
  buy,
  declineNextCharge,
  invoicesInStripe,
  makeOwner,
  payHostedInvoice,
} from './test-support';
import { upcomingInvoice } from './upcoming-invoice';

inOwnAccount();

const DAY = 86_400;
const pro = { planId: 'pro', interval: 'month' } as const;
const team = { planId: 'team', interval: 'month' } as const;
const teamYear = { planId: 'team', interval: 'year' } as const;
const enterprise = { planId: 'enterprise', interval: 'month' } as const;

/** Tells Stripe of runs above the limit; a minute later they count, because a second is all that a meter tells apart. */
async function reportRuns(customer: string, runs: number): Promise<void> {
  await callStripe((stripe) =>
    stripe.billing.meterEvents.create({
      event_name: meterNameOf('runs'),
      payload: { stripe_customer_id: customer, value: String(runs) },
    }),
  );
  await advanceStripeClock(60);
}

/** A team a month that used a thousand runs above its limit, at ten cents. */
async function teamWithUsage(extraSeats = 0): Promise<{ owner: Principal; customer: string }> {
  const owner = await makeOwner();
  const { customer } = await buy(owner, { ...team, extraSeats });
  await syncCustomer(customer);
  await advanceStripeClock(10 * DAY);
  await reportRuns(customer, 1000);
  await syncCustomer(customer);
  return { owner, customer };
}

async function order(owner: Principal, choice: ChangeChoice) {
  const preview = await previewChange(owner, choice);
  const { prorationDate } = preview;
  const outcome = await changePlan(owner, { ...choice, ...(prorationDate && { prorationDate }) });
  return { preview, outcome };
}

/** The lines about runs that ask for something, of all invoices that are owed or paid, oldest first. */
async function runsBilled(customer: string): Promise<{ quantity: number | null; amount: number }[]> {
  const invoices = await invoicesInStripe(customer);
  const owed = invoices.filter(({ status }) => status === 'paid' || status === 'open');
  const lines: Stripe.InvoiceLineItem[] = owed.toReversed().flatMap((invoice) => invoice.lines.data);
  const about = await Promise.all(lines.map(lookupKeyOf));
  return lines
    .filter(({ amount }, index) => amount !== 0 && about[index]?.includes('_runs_'))
    .map(({ amount, quantity }) => ({ amount, quantity }));
}

async function lookupKeyOf({ pricing }: Stripe.InvoiceLineItem): Promise<string | null> {
  const price = pricing?.price_details?.price;
  if (!price) return null;
  const { lookup_key } = await callStripe((stripe) =>
    stripe.prices.retrieve(typeof price === 'string' ? price : price.id),
  );
  return lookup_key;
}

const thousand = { amount: 10_000, quantity: 1000 };

describe('an upgrade', () => {
  it('bills what was used at the price of the plan that goes, today and once, as the preview tells', async () => {
    const { owner, customer } = await teamWithUsage();
    const { preview, outcome } = await order(owner, enterprise);
    expect(preview.today.lines.map(({ amount }) => amount)).toContain(10_000);
    expect(outcome.state).toBe('changed');
    const [invoice] = await invoicesInStripe(customer);
    expect(invoice).toMatchObject({ id: outcome.invoiceId, status: 'paid', total: preview.today.total });
    expect(await runsBilled(customer)).toEqual([thousand]);

    await reportRuns(customer, 200);
    await advanceStripeClock(32 * DAY);
    // What was used since costs what it costs in the new plan.
    expect(await runsBilled(customer)).toEqual([thousand, { amount: 1000, quantity: 200 }]);
  });

  it('that is not paid and taken back leaves it to the renewal', async () => {
    const { owner, customer } = await teamWithUsage();
    await declineNextCharge();
    expect((await order(owner, enterprise)).outcome.state).toBe('needs_payment');
    await takeBackChange(owner);
    expect(await runsBilled(customer)).toEqual([]);
    await advanceStripeClock(32 * DAY);
    expect(await runsBilled(customer)).toEqual([thousand]);
  });

  it('that is paid for later bills it once, and nothing in between is lost', async () => {
    const { owner, customer } = await teamWithUsage();
    await declineNextCharge();
    const { outcome } = await order(owner, enterprise);
    await reportRuns(customer, 200);
    await payHostedInvoice(outcome.url ?? '');
    await advanceStripeClock(32 * DAY);
    expect(await runsBilled(customer)).toEqual([thousand, { amount: 1000, quantity: 200 }]);
  });

  it('to a year bills it with the year, once', async () => {
    const { owner, customer } = await teamWithUsage();
    const { preview } = await order(owner, teamYear);
    expect(preview.today.lines.map(({ amount }) => amount)).toContain(10_000);
    const [invoice] = await invoicesInStripe(customer);
    expect(invoice).toMatchObject({ status: 'paid', total: preview.today.total });
    await advanceStripeClock(32 * DAY);
    expect(await runsBilled(customer)).toEqual([thousand]);
  });

  it('of seats alone leaves it to the renewal', async () => {
    const { owner, customer } = await teamWithUsage();
    const { preview } = await order(owner, { ...team, extraSeats: 3 });
    expect(preview.today.lines.map(({ amount }) => amount)).not.toContain(10_000);
    expect(await runsBilled(customer)).toEqual([]);
    await advanceStripeClock(32 * DAY);
    expect(await runsBilled(customer)).toEqual([thousand]);
  });
});

describe('a downgrade at the end of the period', () => {
  it('bills what was used until then on the invoice at the end, once, as told before', async () => {
    const { owner, customer } = await teamWithUsage();
    const { preview } = await order(owner, pro);
    expect(preview).toMatchObject({ timing: 'at_period_end', nextInvoice: { amountDue: 2900 + 10_000 } });
    await syncCustomer(customer);
    expect(await upcomingInvoice(owner)).toMatchObject({ total: 2900 + 10_000 });
    expect(await runsBilled(customer)).toEqual([]);

    await reportRuns(customer, 50);
    expect(await upcomingInvoice(owner)).toMatchObject({ total: 2900 + 10_500 });
    await advanceStripeClock(32 * DAY);
    const [renewal] = await invoicesInStripe(customer);
    expect(renewal).toMatchObject({ status: 'paid', total: 2900 + 10_500 });
    await advanceStripeClock(31 * DAY);
    expect(await runsBilled(customer)).toEqual([{ amount: 10_500, quantity: 1050 }]);
  });

  it('that is taken back, or gives way to the end, changes nothing about it', async () => {
    const { owner, customer } = await teamWithUsage();
    await order(owner, pro);
    await takeBackChange(owner);
    expect(await upcomingInvoice(owner)).toMatchObject({ total: 9900 + 10_000 });
    await order(owner, pro);
    await cancelSubscription(owner, {});
    await advanceStripeClock(32 * DAY);
    expect(await runsBilled(customer)).toEqual([thousand]);
  });

  it('from a year to a month bills it with the first month', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, teamYear);
    await syncCustomer(customer);
    await reportRuns(customer, 1000);
    const { preview } = await order(owner, team);
    expect(preview.nextInvoice.amountDue).toBe(9900 + 10_000);
    await advanceStripeClock(367 * DAY);
    expect((await invoicesInStripe(customer)).map(({ total }) => total)).toEqual([9900 + 10_000, 95_040]);
    expect(await runsBilled(customer)).toEqual([thousand]);
  });

  it('of seats alone leaves it to the renewal', async () => {
    const { owner, customer } = await teamWithUsage(3);
    const { preview } = await order(owner, { ...team, extraSeats: 1 });
    expect(preview.nextInvoice.amountDue).toBe(9900 + 500 + 10_000);
    await advanceStripeClock(32 * DAY);
    const [renewal] = await invoicesInStripe(customer);
    expect(renewal).toMatchObject({ status: 'paid', total: 9900 + 500 + 10_000 });
    expect(await runsBilled(customer)).toEqual([thousand]);
  });
});
