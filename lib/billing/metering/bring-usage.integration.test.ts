import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { consume, overrideLimit } from '@/lib/usage/test-support';
import { changePlan } from '../change-plan';
import { inOwnAccount } from '../convergence/test-support';
import { endSubscription } from '../end-subscription';
import { previewChange } from '../preview-change';
import { syncCustomer } from '../sync-customer';
import { buy, clearFaults, effectivePlan, invoicesInStripe, makeOwner, orderFault } from '../test-support';
import { reportUsage } from './report-usage';
import { meteredInStripe } from './test-support';

inOwnAccount();
afterEach(async () => {
  await clearFaults();
  // What is left to the next run must not meet that of another test, in whose account nobody knows these customers.
  await reportUsage();
});

const enterprise = { planId: 'enterprise', interval: 'month' } as const;

/** A team a month that has just used fifteen runs above its limit, at ten cents, of which no run has told Stripe. */
async function teamInUse(): Promise<{ owner: Principal; customer: string }> {
  const owner = await makeOwner();
  const { customer } = await buy(owner, { planId: 'team', interval: 'month' });
  await syncCustomer(customer);
  await overrideLimit(owner.organizationId, 'runs', { quotaLimit: 10 });
  await consume(owner, { runs: 25 });
  // A second is all that a meter tells apart; its clock must stay ours, by which usage is counted.
  await sleep(1_000);
  return { owner, customer };
}

async function amountsOfLastInvoice(customer: string): Promise<number[]> {
  const [invoice] = await invoicesInStripe(customer);
  return invoice?.lines.data.map(({ amount }) => amount) ?? [];
}

describe('what was used a moment ago', () => {
  it('is told and billed with an upgrade', async () => {
    const { owner, customer } = await teamInUse();
    const preview = await previewChange(owner, enterprise);
    expect(preview.today.lines.map(({ amount }) => amount)).toContain(150);
    await changePlan(owner, { ...enterprise, prorationDate: preview.prorationDate ?? undefined });
    expect(await amountsOfLastInvoice(customer)).toContain(150);
    expect(await meteredInStripe(customer, 'runs')).toBe(15);
  });

  it('is billed when the subscription ends at once', async () => {
    const { owner, customer } = await teamInUse();
    await endSubscription(owner, {});
    expect(await amountsOfLastInvoice(customer)).toContain(150);
  });

  it('keeps nobody from ending it when Stripe’s meters do not answer', async () => {
    const { owner, customer } = await teamInUse();
    await orderFault({ method: 'POST', path: '/v1/billing/meter_events', status: 500, times: 1 });
    await endSubscription(owner, {});
    expect(await effectivePlan(owner)).toBe('free');
    expect(await amountsOfLastInvoice(customer)).not.toContain(150);
  });
});
