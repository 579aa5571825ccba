import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  formatMoney,
  intervals,
  metrics,
  monthlyUnitAmount,
  nextPlanFor,
  planIds,
  savingPercent,
} from '.';

const planOf = (id: (typeof planIds)[number]) => {
  const found = catalogue.plans.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the catalogue', () => {
  it('has every plan once, in rank order, each with every metric', () => {
    expect(catalogue.plans.map((each) => each.id)).toEqual([...planIds]);
    for (const each of catalogue.plans) expect(Object.keys(each.limits).sort()).toEqual([...metrics].sort());
  });

  it('never gives less, and never lacks a feature, on a higher plan', () => {
    for (const [index, higher] of catalogue.plans.entries()) {
      const lower = catalogue.plans[index - 1];
      if (!lower) continue;
      expect(higher.features).toEqual(expect.arrayContaining(lower.features));
      for (const metric of metrics) {
        expect(higher.limits[metric].limit ?? Infinity).toBeGreaterThanOrEqual(
          metric === 'exports' ? 0 : (lower.limits[metric].limit ?? Infinity),
        );
      }
    }
  });

  it.each([
    ['basic', 'month', 900],
    ['basic', 'six_months', 4860],
    ['basic', 'year', 8640],
    ['pro', 'month', 2900],
    ['pro', 'six_months', 15_660],
    ['pro', 'year', 27_840],
    ['pro', 'lifetime', 49_900],
    ['team', 'six_months', 53_460],
    ['team', 'year', 95_040],
    ['enterprise', 'six_months', 269_460],
    ['enterprise', 'year', 479_040],
  ] as const)('sells %s by %s at %i cents', (id, interval, cents) => {
    expect(planOf(id).prices.find((each) => each.interval === interval)?.unitAmount).toBe(cents);
  });

  it('bills overage exactly where the cap says so', () => {
    for (const each of catalogue.plans) {
      for (const metric of metrics) {
        expect(each.limits[metric].overage !== null).toBe(each.limits[metric].cap === 'overage');
      }
    }
  });
});

describe('what is saved', () => {
  it.each([
    ['basic', 'six_months', 10],
    ['basic', 'year', 20],
    ['enterprise', 'year', 20],
    ['basic', 'month', 0],
    ['free', 'year', 0],
    ['pro', 'lifetime', 0],
  ] as const)('by paying %s per %s is %i %%', (id, interval, percent) => {
    expect(savingPercent(planOf(id), interval)).toBe(percent);
  });

  it('is never promised higher than it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1_200_000 }),
        (month, year) => {
          const plan = {
            ...planOf('basic'),
            prices: [
              { interval: 'month' as const, currency: 'usd', unitAmount: month, lookupKey: 'm' },
              { interval: 'year' as const, currency: 'usd', unitAmount: year, lookupKey: 'y' },
            ],
          };
          const saved = savingPercent(plan, 'year');
          expect(Number.isInteger(saved)).toBe(true);
          if (saved > 0) expect(year * 100).toBeLessThanOrEqual(12 * month * (100 - saved));
        },
      ),
    );
  });
});

it('tells what an interval comes to per month', () => {
  expect(intervals.map((interval) => monthlyUnitAmount(planOf('pro'), interval))).toEqual([
    2900,
    2610,
    2320,
    undefined,
  ]);
});

describe('the plan to offer at a limit', () => {
  it.each([
    ['free', 'saved_jobs', 'basic'],
    ['basic', 'saved_jobs', 'pro'],
    ['pro', 'saved_jobs', undefined],
    ['free', 'seats', 'pro'],
    ['team', 'seats', 'enterprise'],
    ['enterprise', 'seats', undefined],
  ] as const)('on %s for %s is %s', (id, metric, offered) => {
    expect(nextPlanFor(catalogue.plans, id, metric)?.id).toBe(offered);
  });
});

it.each([
  [900, '$9'],
  [4860, '$48.60'],
  [0, '$0'],
  [95_040, '$950.40'],
  [499_00, '$499'],
])('writes %i cents as %s', (cents, text) => {
  expect(formatMoney(cents, 'usd')).toBe(text);
});
