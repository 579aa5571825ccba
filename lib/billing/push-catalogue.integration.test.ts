import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { pushCatalogue } from './push-catalogue';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { buy, makeOwner, mirroredSubscriptions } from './test-support';

afterEach(async () => {
  await writeCatalogue(catalogue, 'overwrite');
  await pushCatalogue();
});
afterAll(disconnect);

const priceOf = async (lookupKey: string) =>
  (await callStripe((stripe) => stripe.prices.list({ lookup_keys: [lookupKey], active: true }))).data;

describe('pushCatalogue', () => {
  it('changes nothing the second time', async () => {
    const steps = await pushCatalogue();
    expect(steps.length).toBeGreaterThan(0);
    expect(new Set(steps.map(({ action }) => action))).toEqual(new Set(['unchanged']));
  });

  it('sells every plan of the catalogue by month, half-year and year, and nothing once', async () => {
    const steps = await pushCatalogue();
    expect(steps.filter(({ kind }) => kind === 'product')).toHaveLength(4);
    expect(steps.filter(({ kind }) => kind === 'price')).toHaveLength(12);
    expect(await priceOf('pro_lifetime')).toEqual([]);
    expect(await priceOf('team_six_months')).toMatchObject([
      { unit_amount: 53_460, currency: 'usd', recurring: { interval: 'month', interval_count: 6 } },
    ]);
  });

  it('puts a new price in the place of one whose amount changed, and still knows who pays the old one', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
    const [former] = await priceOf('basic_month');
    await writeCatalogue(withBasicMonthAt(1100), 'overwrite');

    const changed = (await pushCatalogue()).filter(({ action }) => action !== 'unchanged');

    expect(changed).toEqual([{ kind: 'price', name: 'basic_month', action: 'replaced' }]);
    const [now] = await priceOf('basic_month');
    expect(now).toMatchObject({ unit_amount: 1100 });
    expect(now?.id).not.toBe(former?.id);
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([
      { planId: 'basic', interval: 'month', unitAmount: 900, status: 'active' },
    ]);
  });

  it('renames a product', async () => {
    const plans = catalogue.plans.map((plan) => (plan.id === 'team' ? { ...plan, name: 'Crew' } : plan));
    await writeCatalogue({ plans }, 'overwrite');
    await pushCatalogue();
    const product = await callStripe((stripe) => stripe.products.retrieve('foothold_team'));
    expect(product).toMatchObject({ name: 'Foothold Crew', active: true });
  });
});

function withBasicMonthAt(unitAmount: number) {
  return {
    plans: catalogue.plans.map((plan) =>
      plan.id === 'basic'
        ? {
            ...plan,
            prices: plan.prices.map((price) =>
              price.interval === 'month' ? { ...price, unitAmount } : price,
            ),
          }
        : plan,
    ),
  };
}
