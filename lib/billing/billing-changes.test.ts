import { describe, expect, it } from 'vitest';
import { billingChanges } from './billing-changes';

const active = { id: 'sub_1', planId: 'basic', status: 'active' } as const;
const canceled = { ...active, status: 'canceled' } as const;
const nothing = { planId: 'free', subscriptions: [] } as const;
const onBasic = { planId: 'basic', subscriptions: [active] } as const;

const told = (...[before, after]: Parameters<typeof billingChanges>) =>
  billingChanges(before, after).map(({ action, target }) => `${action} ${target.id}`);

describe('what a sync changed', () => {
  it('is nothing when it finds what was known', () => {
    expect(told(nothing, nothing)).toEqual([]);
    expect(told(onBasic, onBasic)).toEqual([]);
  });

  it('is a subscription that began, with the plan that it gives', () => {
    expect(told(nothing, onBasic)).toEqual(['subscription.started sub_1', 'plan.changed basic']);
  });

  it('is no subscription that had ended before it was looked at', () => {
    expect(told(nothing, { planId: 'free', subscriptions: [canceled] })).toEqual([]);
  });

  it('is another plan or state of it, with both sides', () => {
    const pro = { ...active, planId: 'pro' } as const;
    expect(billingChanges(onBasic, { planId: 'pro', subscriptions: [pro] })[0]).toEqual({
      action: 'subscription.changed',
      target: { kind: 'subscription', id: 'sub_1' },
      before: { planId: 'basic', status: 'active' },
      after: { planId: 'pro', status: 'active' },
    });
    const owing = { ...active, status: 'past_due' } as const;
    expect(told(onBasic, { planId: 'basic', subscriptions: [owing] })).toEqual([
      'subscription.changed sub_1',
    ]);
  });

  it('is one that ended, whether it is still listed or not', () => {
    const ended = ['subscription.ended sub_1', 'plan.changed free'];
    expect(told(onBasic, { planId: 'free', subscriptions: [canceled] })).toEqual(ended);
    expect(told(onBasic, nothing)).toEqual(ended);
    // What has ended stays so.
    expect(told({ planId: 'free', subscriptions: [canceled] }, nothing)).toEqual([]);
  });

  it('is another plan in force by what is no subscription, such as a plan that was bought for good', () => {
    expect(told(nothing, { planId: 'pro', subscriptions: [] })).toEqual(['plan.changed pro']);
  });
});
