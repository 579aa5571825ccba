import { describe, expect, it } from 'vitest';
import { type BillingState, noticesBetween } from './notices';

const since = new Date('2026-11-01T00:00:00Z');
const invoice = { id: 'in_1', subscriptionId: 'sub_1', amount: 2900, currency: 'usd', needsAction: false };
const state = (status: string | null, facts: Partial<BillingState> = {}): BillingState => ({
  planId: status === 'canceled' || status === null ? 'free' : 'pro',
  subscriptions:
    status === null
      ? []
      : [{ id: 'sub_1', planId: 'pro', status, pastDueSince: status === 'past_due' ? since : null }],
  owed: [],
  grants: [],
  ...facts,
});
const owing = (facts: Partial<typeof invoice> = {}, status = 'past_due') =>
  state(status, { owed: [{ ...invoice, ...facts }] });
const keys = (before: BillingState, after: BillingState) =>
  noticesBetween(before, after).map(({ key }) => key);

describe('noticesBetween', () => {
  it('tells of a failed payment, with the amount and the end of the grace', () => {
    expect(noticesBetween(state('active'), owing())).toEqual([
      {
        key: 'payment_failed:in_1',
        kind: 'payment_failed',
        facts: {
          planId: 'pro',
          subscriptionId: 'sub_1',
          invoiceId: 'in_1',
          amount: 2900,
          currency: 'usd',
          at: '2026-11-08T00:00:00.000Z',
        },
      },
    ]);
  });

  it('tells once that a plan is owned for good', () => {
    const grants = [{ paymentId: 'pi_1', planId: 'pro' as const }];
    expect(noticesBetween(state(null), state(null, { grants }))).toEqual([
      { key: 'lifetime_bought:pi_1', kind: 'lifetime_bought', facts: { planId: 'pro' } },
    ]);
    expect(keys(state(null, { grants }), state(null, { grants }))).toEqual([]);
  });

  it('is silent while nothing changes, at every further attempt too', () => {
    expect(keys(owing(), owing())).toEqual([]);
    expect(keys(state('active'), state('active'))).toEqual([]);
    expect(keys(owing(), owing({}, 'unpaid'))).toEqual([]);
  });

  it('is silent about what the first look at a customer finds', () => {
    expect(keys(state(null), owing())).toEqual([]);
    expect(keys(state(null), state('canceled'))).toEqual([]);
  });

  it('asks to confirm instead, and also when the bank asks only later', () => {
    expect(keys(state('active'), owing({ needsAction: true }))).toEqual(['payment_action_required:in_1']);
    expect(keys(owing(), owing({ needsAction: true }))).toEqual(['payment_action_required:in_1']);
    expect(keys(owing({ needsAction: true }), owing({ needsAction: true }))).toEqual([]);
  });

  it('tells of the next invoice that fails, though the recovery in between was not seen', () => {
    expect(keys(owing(), owing({ id: 'in_2' }))).toEqual(['payment_failed:in_2']);
  });

  it('is silent about a change of plan that was not paid: that one is on the page', () => {
    expect(keys(state('active'), owing({}, 'active'))).toEqual([]);
  });

  it('tells when it is paid, once per time of owing', () => {
    expect(keys(owing(), state('active'))).toEqual([`payment_recovered:sub_1:${since.getTime() / 1000}`]);
  });

  it('tells of the end, and whether it was for want of payment', () => {
    const end = (before: BillingState, after: BillingState) => noticesBetween(before, after)[0];
    expect(end(owing(), state('canceled'))).toMatchObject({
      key: 'subscription_ended:sub_1',
      facts: { unpaid: true },
    });
    expect(end(state('active'), state('canceled'))).toMatchObject({ facts: { unpaid: false } });
    expect(end(state('active'), state('canceled', { owed: [invoice] }))).toMatchObject({
      facts: { unpaid: true },
    });
  });

  it('is silent about an end after which another plan holds, and about one that was told', () => {
    expect(keys(state('active'), state('canceled', { planId: 'pro' }))).toEqual([]);
    expect(keys(state('canceled'), state('canceled'))).toEqual([]);
    expect(keys(state('incomplete'), state('incomplete_expired'))).toEqual([]);
  });
});
