import type Stripe from 'stripe';
import type { Plan, PlanPrice } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { isSold, type SoldInterval } from './sold-intervals';
import { callStripe, isInvalidRequest } from './stripe';

/** One thing that was looked at in Stripe, and what had to be done about it. */
export type PushStep = {
  kind: 'product' | 'price';
  /** The product's id or the price's lookup key. */
  name: string;
  action: 'created' | 'updated' | 'replaced' | 'unchanged';
};

/**
 * Makes Stripe sell what the database's catalogue says: one product per paid plan, one price per interval, found again
 * by its lookup key. Again changes nothing. Amounts of a price cannot change in Stripe: a new price takes over the
 * lookup key, and who pays the old one goes on paying it.
 * @throws ProblemError 503 when Stripe does not answer; what was done by then stays, and the next run goes on
 */
export async function pushCatalogue(): Promise<PushStep[]> {
  const { plans } = await readCatalogue();
  const steps: PushStep[] = [];
  for (const plan of plans.filter(({ prices }) => prices.length > 0)) {
    steps.push(await pushProduct(plan));
    for (const price of plan.prices) {
      if (isSold(price.interval)) steps.push(await pushPrice(plan, price, price.interval));
    }
  }
  return steps;
}

async function pushProduct(plan: Plan): Promise<PushStep> {
  const id = productIdOf(plan);
  const name = `Foothold ${plan.name}`;
  const former = await product(id);
  if (!former) {
    await callStripe((stripe) => stripe.products.create({ id, name, metadata: { planId: plan.id } }));
    return { kind: 'product', name: id, action: 'created' };
  }
  if (former.name === name && former.active && former.metadata.planId === plan.id) {
    return { kind: 'product', name: id, action: 'unchanged' };
  }
  await callStripe((stripe) =>
    stripe.products.update(id, { name, active: true, metadata: { planId: plan.id } }),
  );
  return { kind: 'product', name: id, action: 'updated' };
}

async function product(id: string): Promise<Stripe.Product | undefined> {
  try {
    return await callStripe((stripe) => stripe.products.retrieve(id));
  } catch (error) {
    if (isInvalidRequest(error)) return undefined;
    throw error;
  }
}

async function pushPrice(plan: Plan, price: PlanPrice, interval: SoldInterval): Promise<PushStep> {
  const { lookupKey, currency, unitAmount } = price;
  const { data } = await callStripe((stripe) =>
    stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 }),
  );
  const former = data[0];
  if (former && isSame(former, price, interval)) {
    return { kind: 'price', name: lookupKey, action: 'unchanged' };
  }
  await callStripe((stripe) =>
    stripe.prices.create({
      product: productIdOf(plan),
      currency,
      unit_amount: unitAmount,
      recurring: recurrence[interval],
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      metadata: { planId: plan.id, interval },
    }),
  );
  if (!former) return { kind: 'price', name: lookupKey, action: 'created' };
  await callStripe((stripe) => stripe.prices.update(former.id, { active: false }));
  return { kind: 'price', name: lookupKey, action: 'replaced' };
}

function isSame(former: Stripe.Price, wanted: PlanPrice, interval: SoldInterval): boolean {
  return (
    former.unit_amount === wanted.unitAmount &&
    former.currency === wanted.currency &&
    former.recurring?.interval === recurrence[interval].interval &&
    former.recurring.interval_count === recurrence[interval].interval_count
  );
}

const recurrence = {
  month: { interval: 'month', interval_count: 1 },
  six_months: { interval: 'month', interval_count: 6 },
  year: { interval: 'year', interval_count: 1 },
} as const satisfies Record<SoldInterval, Stripe.PriceCreateParams.Recurring>;

function productIdOf(plan: Plan): string {
  return `foothold_${plan.id}`;
}
