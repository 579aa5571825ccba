import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { pushCatalogue } from './push-catalogue';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import { stepWords } from './sync-words';
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
    const { steps, unchanged, conflicts } = await pushCatalogue();
    expect(unchanged.length).toBeGreaterThan(0);
    expect({ steps, conflicts }).toEqual({ steps: [], conflicts: [] });
  });

  it('has a price for every plan and interval, for extra seats, for use above a limit, and once for good', async () => {
    const { unchanged } = await pushCatalogue();
    expect(unchanged.filter(({ kind }) => kind === 'product')).toHaveLength(13);
    expect(unchanged.filter(({ kind }) => kind === 'price')).toHaveLength(40);
    expect(await priceOf('pro_lifetime')).toMatchObject([{ type: 'one_time', unit_amount: 49_900 }]);
    expect(await priceOf('team_seat_year')).toMatchObject([
      { unit_amount: 4800, recurring: { interval: 'year', usage_type: 'licensed' } },
    ]);
    const [storage] = await priceOf('team_storage_bytes_six_months');
    expect(storage).toMatchObject({
      unit_amount: null,
      recurring: { interval: 'month', interval_count: 6, usage_type: 'metered' },
    });
    expect(String(storage?.unit_amount_decimal)).toBe('0.00000005');
    expect(await priceOf('team_six_months')).toMatchObject([
      { unit_amount: 53_460, currency: 'usd', recurring: { interval: 'month', interval_count: 6 } },
    ]);
  });

  it('puts a new price in the place of one whose amount changed, and still knows who pays the old one', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { planId: 'basic', interval: 'month' });
    const [former] = await priceOf('basic_month');
    await writeCatalogue(withBasicMonthAt(1100), 'overwrite');

    const { steps } = await pushCatalogue();

    expect(steps.map(stepWords)).toEqual([
      `~ price basic_month amount: 900 → 1100 (a new one in the place of ${former?.id})`,
    ]);
    const [now] = await priceOf('basic_month');
    expect(now).toMatchObject({ unit_amount: 1100 });
    expect(now?.id).not.toBe(former?.id);
    await syncCustomer(customer);
    expect(await mirroredSubscriptions(owner)).toMatchObject([
      { planId: 'basic', interval: 'month', unitAmount: 900, status: 'active' },
    ]);
  });

  it('counts each metric by one meter, whichever plan bills it', async () => {
    const { data } = await callStripe((stripe) => stripe.billing.meters.list({ status: 'active' }));
    const ours = data.filter(({ event_name }) => event_name.startsWith('foothold_'));
    expect(ours.map(({ event_name }) => event_name).sort()).toEqual([
      'foothold_api_calls_overage',
      'foothold_llm_tokens_overage',
      'foothold_runs_overage',
      'foothold_storage_bytes_overage',
    ]);
    for (const meter of ours) {
      expect(meter).toMatchObject({
        default_aggregation: { formula: 'sum' },
        customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
        value_settings: { event_payload_key: 'value' },
      });
    }
    const [team] = await priceOf('team_runs_month');
    const [enterprise] = await priceOf('enterprise_runs_year');
    expect(team?.recurring?.meter).toBe(enterprise?.recurring?.meter);
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
