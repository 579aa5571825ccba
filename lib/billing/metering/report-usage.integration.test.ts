import { afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { aggregateUsage, billStandingOverage } from '@/lib/usage';
import { aggregatesOf, consume, overrideLimit } from '@/lib/usage/test-support';
import { inOwnAccount } from '../convergence/test-support';
import { callStripe } from '../stripe';
import { syncCustomer } from '../sync-customer';
import { advanceDays, buy, clearFaults, invoicesInStripe, makeOwner, orderFault } from '../test-support';
import { reportUsage } from './report-usage';
import { leaveAggregates, meteredInStripe } from './test-support';

inOwnAccount();
afterEach(async () => {
  env().FF_BILLING_ENFORCEMENT_ENABLED = true;
  await clearFaults();
});

/** A team that pays for runs above ten, with so many of them used and aggregated. */
async function teamWith(
  runs: number,
): Promise<{ owner: Principal; organizationId: string; customer: string }> {
  const owner = await makeOwner();
  const { customer } = await buy(owner, { planId: 'team', interval: 'month' });
  await syncCustomer(customer);
  await overrideLimit(owner.organizationId, 'runs', { quotaLimit: 10 });
  await consume(owner, { runs });
  await aggregateUsage();
  return { owner, organizationId: owner.organizationId, customer };
}

const stateOf = async (organizationId: string) =>
  (await aggregatesOf(organizationId, 'runs')).map(({ meterState }) => meterState);

const meterEvent = { method: 'POST', path: '/v1/billing/meter_events' } as const;

describe('reporting usage', () => {
  it('brings what is above the limit to the meter, once for ever, and nothing of what is below', async () => {
    const { owner, organizationId, customer } = await teamWith(25);
    await reportUsage();
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
    expect(await aggregatesOf(organizationId, 'runs')).toMatchObject([
      { meterState: 'sent', stripeCustomerId: customer, meterAttempts: 1, meterSentAt: expect.any(Date) },
    ]);
    await consume(owner, { runs: 3 });
    await aggregateUsage();
    await Promise.all([reportUsage(), reportUsage()]);
    await reportUsage();
    expect(await meteredInStripe(customer, 'runs')).toBe(18);

    const below = await teamWith(10);
    await reportUsage();
    expect(await stateOf(below.organizationId)).toEqual(['none']);
    expect(await meteredInStripe(below.customer, 'runs')).toBe(0);
  });

  it('brings nothing of a trial, not even of what was counted above a limit without being stopped', async () => {
    const { owner, organizationId, customer } = await teamWith(10);
    const become = (status: 'trialing' | 'active') =>
      asService('test.trial', (tx) =>
        tx.subscription.updateMany({ where: { organizationId }, data: { status } }),
      );
    await become('trialing');
    await expect(consume(owner, { runs: 1 })).rejects.toMatchObject({ status: 402 });
    env().FF_BILLING_ENFORCEMENT_ENABLED = false;
    await consume(owner, { runs: 5 });
    env().FF_BILLING_ENFORCEMENT_ENABLED = true;
    await aggregateUsage();
    await billStandingOverage();
    await reportUsage();
    expect(new Set(await stateOf(organizationId))).toEqual(new Set(['none']));
    expect(await meteredInStripe(customer, 'runs')).toBe(0);
    await become('active');
    await consume(owner, { runs: 2 });
    await aggregateUsage();
    await reportUsage();
    expect(await meteredInStripe(customer, 'runs')).toBe(2);
  });

  it('counts once when the answer is lost', async () => {
    const { organizationId, customer } = await teamWith(25);
    await orderFault({ ...meterEvent, status: 500, times: 1, effect: 'after' });
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['sending']);
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('sends again what did not get there', async () => {
    const { organizationId, customer } = await teamWith(25);
    await orderFault({ ...meterEvent, status: 500, times: 1, effect: 'before' });
    await reportUsage();
    expect(await meteredInStripe(customer, 'runs')).toBe(0);
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('takes up what a process that was killed had begun, whether Stripe has it or not', async () => {
    const before = await teamWith(25);
    await leaveAggregates(before.organizationId, {
      meterState: 'sending',
      meterAttemptedAt: new Date(),
      stripeCustomerId: before.customer,
    });
    const after = await teamWith(26);
    await orderFault({ ...meterEvent, status: 500, times: 1, skip: 1, effect: 'after' });
    await reportUsage();
    await reportUsage();
    for (const { organizationId } of [before, after]) expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(before.customer, 'runs')).toBe(15);
    expect(await meteredInStripe(after.customer, 'runs')).toBe(16);
  });

  it('counts once when a run stood still, lost its lease and goes on beside another', async () => {
    const { organizationId, customer } = await teamWith(25);
    await orderFault({ ...meterEvent, delay_ms: 1500, times: 1, effect: 'none' });
    const first = reportUsage();
    await expect.poll(() => stateOf(organizationId)).toEqual(['sending']);
    await asService('test.lease', (tx) =>
      tx.taskLease.deleteMany({ where: { name: 'billing.report_usage' } }),
    );
    await Promise.all([first, reportUsage()]);
    expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('never sends again what Stripe may have forgotten to have', async () => {
    const { organizationId, customer } = await teamWith(25);
    await leaveAggregates(organizationId, {
      meterState: 'sending',
      meterAttemptedAt: new Date(Date.now() - 23.5 * 3_600_000),
      stripeCustomerId: customer,
    });
    await reportUsage();
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['uncertain']);
    expect(await meteredInStripe(customer, 'runs')).toBe(0);
  });

  it('gives up what lies further back than meters take', async () => {
    const { organizationId, customer } = await teamWith(25);
    const longAgo = new Date(Date.now() - 36 * 86_400_000);
    await asService('test.age', (tx) =>
      tx.usageAggregate.updateMany({
        where: { organizationId },
        data: { bucket: longAgo, periodStart: longAgo },
      }),
    );
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['too_late']);
    expect(await meteredInStripe(customer, 'runs')).toBe(0);
  });

  it('waits for a customer, and takes it up when there is one', async () => {
    const { organizationId, customer } = await teamWith(25);
    const claim = (stripeCustomerId: string | null) =>
      asService('test.claim', (tx) =>
        tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId } }),
      );
    await claim(null);
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['no_customer']);
    await claim(customer);
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('is not held up by a customer whom Stripe does not know', async () => {
    const gone = await teamWith(25);
    await asService('test.claim', (tx) =>
      tx.organization.update({
        where: { id: gone.organizationId },
        data: { stripeCustomerId: 'cus_unheard_of' },
      }),
    );
    const other = await teamWith(25);
    await reportUsage();
    expect(await aggregatesOf(gone.organizationId, 'runs')).toMatchObject([
      {
        meterState: 'pending',
        stripeCustomerId: null,
        meterAttemptedAt: null,
        meterError: expect.any(String),
      },
    ]);
    expect(await stateOf(other.organizationId)).toEqual(['sent']);
    await asService('test.claim', (tx) =>
      tx.organization.update({
        where: { id: gone.organizationId },
        data: { stripeCustomerId: gone.customer },
      }),
    );
    await reportUsage();
    expect(await meteredInStripe(gone.customer, 'runs')).toBe(15);
  });

  it('is done with one that Stripe knows already', async () => {
    const { organizationId, customer } = await teamWith(25);
    const [aggregate] = await aggregatesOf(organizationId, 'runs');
    await callStripe((stripe) =>
      stripe.billing.meterEvents.create({
        event_name: 'foothold_runs_overage',
        identifier: aggregate?.id ?? '',
        payload: { stripe_customer_id: customer, value: '15' },
      }),
    );
    await reportUsage();
    expect(await stateOf(organizationId)).toEqual(['sent']);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('bills storage by its peak in the month, although nothing more is added', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { planId: 'team', interval: 'month' });
    await syncCustomer(customer);
    await overrideLimit(owner.organizationId, 'storage_bytes', { quotaLimit: 1000 });
    await consume(owner, { storage_bytes: 1400 });
    await consume(owner, { storage_bytes: 100 });
    await billStandingOverage();
    await aggregateUsage();
    await reportUsage();
    await reportUsage();
    expect(await meteredInStripe(customer, 'storage_bytes')).toBe(500);
    // The limit came down: what stands above it was not billed yet.
    await overrideLimit(owner.organizationId, 'storage_bytes', { quotaLimit: 900 });
    await billStandingOverage();
    await billStandingOverage();
    await reportUsage();
    expect(await meteredInStripe(customer, 'storage_bytes')).toBe(600);
  });

  it('leaves Stripe alone while it is down, and loses nothing', async () => {
    const teams = [
      await teamWith(25),
      await teamWith(26),
      await teamWith(27),
      await teamWith(28),
      await teamWith(29),
    ];
    await orderFault({ ...meterEvent, status: 503, times: 50, effect: 'before' });
    await reportUsage();
    const states = await Promise.all(teams.map(({ organizationId }) => stateOf(organizationId)));
    // Of the few requests that were made nobody can know; the others were not made.
    expect(states.flat().filter((state) => state === 'pending').length).toBeGreaterThan(0);
    expect(states.flat()).not.toContain('sent');
    await clearFaults();
    const reported = async () => {
      await reportUsage();
      return Promise.all(teams.map(({ organizationId }) => stateOf(organizationId)));
    };
    await expect.poll(reported, { timeout: 50_000, interval: 2000 }).toEqual(teams.map(() => ['sent']));
    for (const [index, { customer }] of teams.entries()) {
      expect(await meteredInStripe(customer, 'runs')).toBe(15 + index);
    }
  });

  // The last one: it moves Stripe's clock.
  it('is what the next invoice asks for', async () => {
    const { customer } = await teamWith(25);
    await reportUsage();
    await advanceDays(32);
    const [renewal] = await invoicesInStripe(customer);
    const lines = renewal?.lines.data ?? [];
    // Fifteen runs above the limit at ten cents.
    expect(lines.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual(
      expect.arrayContaining([150, 9900]),
    );
    expect(renewal?.total).toBe(9900 + 150);
  });
});
