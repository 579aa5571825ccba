import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, type Plan, type PlanId } from '@/lib/plans';
import { cataloguePrices, meteredMetrics } from './catalogue-prices';

const planOf = (id: PlanId): Plan => {
  const found = catalogue.plans.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const amountOf = (lookupKey: string) =>
  catalogue.plans.flatMap(cataloguePrices).find((each) => each.lookupKey === lookupKey)?.unitAmount;

describe('cataloguePrices', () => {
  it.each([
    ['basic_month', '900'],
    ['pro_lifetime', '49900'],
    ['team_seat_month', '500'],
    ['team_seat_six_months', '2700'],
    ['team_seat_year', '4800'],
    ['team_runs_month', '10'],
    ['team_runs_year', '10'],
    ['enterprise_runs_month', '5'],
    ['team_llm_tokens_month', '0.001'],
    ['enterprise_llm_tokens_month', '0.0005'],
    ['team_api_calls_month', '0.1'],
    ['enterprise_api_calls_month', '0.05'],
    ['team_storage_bytes_month', '0.00000005'],
    ['enterprise_storage_bytes_year', '0.000000025'],
    ['enterprise_seat_month', undefined],
    ['pro_seat_month', undefined],
  ])('sells %s at %s cents', (lookupKey, amount) => {
    expect(amountOf(lookupKey)).toBe(amount);
  });

  it('derives nothing from what is free, and only the payment once from a lifetime', () => {
    expect(cataloguePrices(planOf('free'))).toEqual([]);
    expect(cataloguePrices(planOf('pro')).map(({ lookupKey }) => lookupKey)).toEqual([
      'pro_month',
      'pro_six_months',
      'pro_year',
      'pro_lifetime',
    ]);
  });

  it('names every price differently, and counts each metric by one meter', () => {
    const all = catalogue.plans.flatMap(cataloguePrices);
    expect(new Set(all.map(({ lookupKey }) => lookupKey)).size).toBe(all.length);
    expect(new Set(all.flatMap(({ meter }) => meter ?? []))).toEqual(
      new Set(meteredMetrics(planOf('team')).map((metric) => `foothold_${metric}_overage`)),
    );
  });

  it('refuses a price that Stripe could not bill exactly', () => {
    const thirds = withOverage('runs', { unitAmount: 1, quantity: 3 });
    expect(() => cataloguePrices(thirds)).toThrow(/no exact price of one/);
  });

  it('bills exactly the overage of the catalogue for any whole number of its quantity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(1, 10, 100, 1_000, 1_000_000),
        fc.integer({ min: 1, max: 1_000 }),
        (millionths, quantity, times) => {
          const plan = withOverage('runs', { unitAmount: millionths / 1_000_000, quantity });
          const price = cataloguePrices(plan).find(({ lookupKey }) => lookupKey === 'team_runs_month');
          const billed = Number(price?.unitAmount) * quantity * times;
          expect(billed).toBeCloseTo((millionths * times) / 1_000_000, 6);
          expect(price?.unitAmount).toMatch(/^\d+(\.\d{1,12})?$/);
        },
      ),
    );
  });

  it('reduces a seat as the plan is reduced, to within half a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1_200_000 }),
        (seat, month, year) => {
          const plan = {
            ...withOverage('seats', { unitAmount: seat, quantity: 1 }),
            prices: [
              { interval: 'month' as const, currency: 'usd', unitAmount: month, lookupKey: 'm' },
              { interval: 'year' as const, currency: 'usd', unitAmount: year, lookupKey: 'y' },
            ],
          };
          const found = cataloguePrices(plan).find(({ lookupKey }) => lookupKey === 'team_seat_year');
          expect(found?.unitAmount).toMatch(/^\d+$/);
          expect(Math.abs(Number(found?.unitAmount) - (seat * year) / month)).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
    );
  });
});

function withOverage(metric: 'runs' | 'seats', overage: { unitAmount: number; quantity: number }): Plan {
  const team = planOf('team');
  return { ...team, limits: { ...team.limits, [metric]: { ...team.limits[metric], overage } } };
}
