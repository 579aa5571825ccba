import { describe, expect, it } from 'vitest';
import { changePlan } from './change-plan';
import { inOwnAccount } from './convergence/test-support';
import { currentSubscription } from './current-subscription';
import { previewChange } from './preview-change';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  advanceStripeClock,
  buy,
  effectivePlan,
  invoicesInStripe,
  makeOwner,
  mirroredSubscriptions,
} from './test-support';

inOwnAccount();

const DAY = 86_400;
const team = { planId: 'team', interval: 'month' } as const;
const pro = { planId: 'pro', interval: 'month' } as const;
const proYear = { planId: 'pro', interval: 'year' } as const;

describe('in the middle of a period', () => {
  it('an upgrade costs the difference for the rest of it, to the cent what was previewed', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, pro);
    await advanceStripeClock(10 * DAY);
    await syncCustomer(customer);
    const preview = await previewChange(owner, { ...team, extraSeats: 2 });
    expect(preview.today.total).toBeGreaterThan(0);
    expect(preview.today.total).toBeLessThan(9900 + 1000 - 2900);

    // The bill is that of the moment of the preview, not of the order.
    await advanceStripeClock(1800);
    const { prorationDate } = preview;
    const order = { ...team, extraSeats: 2, ...(prorationDate && { prorationDate }) };
    const { invoiceId } = await changePlan(owner, order);
    expect(await callStripe((stripe) => stripe.invoices.retrieve(invoiceId ?? ''))).toMatchObject({
      status: 'paid',
      total: preview.today.total,
      amount_due: preview.today.amountDue,
    });
  });

  it('a preview of more than an hour ago is no longer taken', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, pro);
    await syncCustomer(customer);
    const { prorationDate } = await previewChange(owner, team);
    await advanceStripeClock(3601);
    const order = { ...team, ...(prorationDate && { prorationDate }) };
    await expect(changePlan(owner, order)).rejects.toMatchObject({ status: 422 });
    expect(await effectivePlan(owner)).toBe('pro');
  });
});

describe('at the end of a period', () => {
  it('a scheduled change is made, billed in full as told, and leaves an ordinary subscription', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { ...team });
    await syncCustomer(customer);
    const preview = await previewChange(owner, pro);
    await changePlan(owner, pro);

    await advanceStripeClock(32 * DAY);
    await syncCustomer(customer);

    expect(await currentSubscription(owner)).toMatchObject({
      planId: 'pro',
      interval: 'month',
      status: 'active',
      scheduledChange: null,
    });
    const [row] = await mirroredSubscriptions(owner);
    expect(row).toMatchObject({ scheduleId: null, extraSeats: 0 });
    expect(row?.items.map(({ lookupKey }) => lookupKey)).toEqual(['pro_month']);
    const invoices = await invoicesInStripe(customer);
    expect(invoices.map(({ total }) => total)).toEqual([preview.nextInvoice.amountDue, 9900]);
    expect(await effectivePlan(owner)).toBe('pro');

    await advanceStripeClock(31 * DAY);
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', status: 'active' });
  });

  it('a shorter interval begins when the longer one is over', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { planId: 'pro', interval: 'six_months' });
    await syncCustomer(customer);
    expect(await previewChange(owner, pro)).toMatchObject({
      timing: 'at_period_end',
      nextInvoice: { amountDue: 2900 },
    });
    await changePlan(owner, pro);
    await advanceStripeClock(186 * DAY);
    await syncCustomer(customer);
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', interval: 'month' });
    expect(await previewChange(owner, proYear)).toMatchObject({ timing: 'now' });
  });
});
