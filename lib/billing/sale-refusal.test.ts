import { describe, expect, it } from 'vitest';
import { type Holdings, saleRefusal } from './sale-refusal';

const nothing: Holdings = { live: 0, ending: 0, lifetimePlanId: null, lifetimePending: false };
const lifetime = { planId: 'pro', interval: 'lifetime' } as const;
const pro = { planId: 'pro', interval: 'month' } as const;
const basic = { planId: 'basic', interval: 'year' } as const;
const team = { planId: 'team', interval: 'month' } as const;

describe('saleRefusal', () => {
  it.each<[string, Parameters<typeof saleRefusal>[0], Partial<Holdings>]>([
    ['anything to who has nothing', pro, {}],
    ['a plan for good to who has nothing', lifetime, {}],
    ['a plan for good beside a subscription that is set to end', lifetime, { live: 1, ending: 1 }],
    ['a better plan to who owns one for good', team, { lifetimePlanId: 'pro' }],
  ])('sells %s', (_case, wanted, holdings) => {
    expect(saleRefusal(wanted, { ...nothing, ...holdings })).toBeNull();
  });

  it.each<[string, Parameters<typeof saleRefusal>[0], Partial<Holdings>, string]>([
    ['a second subscription', team, { live: 1 }, 'already has a subscription'],
    ['a subscription beside one that ends later', team, { live: 1, ending: 1 }, 'already has a subscription'],
    ['a plan for good beside one that renews', lifetime, { live: 1 }, 'Cancel it'],
    ['a plan for good while one of two renews', lifetime, { live: 2, ending: 1 }, 'Cancel it'],
    ['a plan for good twice', lifetime, { lifetimePlanId: 'pro' }, 'already owns'],
    ['the plan that is owned for good', pro, { lifetimePlanId: 'pro' }, 'would add nothing'],
    ['a smaller plan than is owned for good', basic, { lifetimePlanId: 'pro' }, 'would add nothing'],
    ['a plan for good while one is being paid', lifetime, { lifetimePending: true }, 'being confirmed'],
    [
      'a subscription while a plan for good is being paid',
      team,
      { lifetimePending: true },
      'being confirmed',
    ],
  ])('refuses %s', (_case, wanted, holdings, sentence) => {
    expect(saleRefusal(wanted, { ...nothing, ...holdings })).toContain(sentence);
  });
});
