import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice } from './shop';
import { idOf, subscribe } from './subscribe';

let emulator: TestEmulator;
let prices: Record<'plan' | 'other' | 'year' | 'runs' | 'cheapRuns' | 'yearRuns', string>;
beforeAll(async () => {
  emulator = await startEmulator();
  const { stripe } = emulator;
  const { id: meter } = await stripe.billing.meters.create({
    display_name: 'Runs',
    event_name: 'runs',
    default_aggregation: { formula: 'sum' },
  });
  const price = async (unit_amount: number, interval: 'month' | 'year', metered = false) => {
    const recurring = { interval, ...(metered && { usage_type: 'metered', meter }) } as const;
    return (await makePrice(stripe, { unit_amount, recurring })).id;
  };
  prices = {
    plan: await price(9900, 'month'),
    other: await price(2900, 'month'),
    year: await price(95_040, 'year'),
    runs: await price(10, 'month', true),
    cheapRuns: await price(5, 'month', true),
    yearRuns: await price(10, 'year', true),
  };
});
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (seconds: number) => emulator.control('POST', '/clock/advance', { seconds });
const subscriptions = () => emulator.stripe.subscriptions;

/** Reports runs and lets a minute pass, because a second is all that a meter tells apart. */
async function use({ customer }: Stripe.Subscription, runs: number): Promise<void> {
  const payload = { stripe_customer_id: idOf(customer), value: String(runs) };
  await emulator.stripe.billing.meterEvents.create({ event_name: 'runs', payload });
  await advance(60);
}

/** A plan with runs at ten cents, of which so many are used. */
async function subscribed(runs: number): Promise<Stripe.Subscription> {
  const made = await subscribe(emulator.stripe, { items: [{ price: prices.plan }, { price: prices.runs }] });
  await use(made, runs);
  return made;
}

function itemOf({ items }: Stripe.Subscription, price: string): string {
  const item = items.data.find((candidate) => candidate.price.id === price);
  if (item === undefined) throw new Error(`Nothing has the price ${price}.`);
  return item.id;
}

/** Runs at ten cents go; at five cents they come, or not at all. */
const swap = (made: Stripe.Subscription) => [
  { id: itemOf(made, prices.runs), deleted: true },
  { price: prices.cheapRuns },
];
const drop = (made: Stripe.Subscription) => [{ id: itemOf(made, prices.runs), deleted: true }];

/** What was billed since the first invoice: the lines of each, oldest first, without those that cost nothing. */
async function billedSince({ id }: Stripe.Subscription): Promise<number[][]> {
  const { data } = await emulator.stripe.invoices.list({ subscription: id });
  return data
    .toReversed()
    .slice(1)
    .map(({ lines }) => lines.data.map(({ amount }) => amount).filter((amount) => amount !== 0));
}

const previewOf = async (params: Stripe.InvoiceCreatePreviewParams) => {
  const { lines } = await emulator.stripe.invoices.createPreview(params);
  return lines.data.map(({ amount }) => amount).filter((amount) => amount !== 0);
};

describe('a metered price that another takes the place of', () => {
  it('is billed by an invoice item for what was used until then; the other counts from then on', async () => {
    const made = await subscribed(1000);
    const preview = await previewOf({ subscription: made.id, subscription_details: { items: swap(made) } });
    expect(preview).toEqual([10_000, 9900]);
    await subscriptions().update(made.id, { items: swap(made) });
    const { data } = await emulator.stripe.invoiceItems.list({
      customer: idOf(made.customer),
      pending: true,
    });
    expect(data).toMatchObject([
      {
        amount: 10_000,
        quantity: 1000,
        proration: false,
        period: { start: made.start_date },
        pricing: { price_details: { price: prices.runs } },
      },
    ]);
    await use(made, 300);
    expect(await previewOf({ subscription: made.id })).toEqual([10_000, 1500, 9900]);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[10_000, 1500, 9900]]);
    await advance(31 * DAY);
    expect((await billedSince(made)).slice(1)).toEqual([[9900]]);
  });

  it('is billed at once with `always_invoice`, as the preview tells, and once', async () => {
    const made = await subscribed(1000);
    const how = { items: swap(made), proration_behavior: 'always_invoice' } as const;
    expect(await previewOf({ subscription: made.id, subscription_details: how })).toEqual([10_000]);
    await subscriptions().update(made.id, how);
    expect(await billedSince(made)).toEqual([[10_000]]);
    await use(made, 300);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[10_000], [1500, 9900]]);
  });

  it('is not billed with `none`, nor is it by the other', async () => {
    const made = await subscribed(1000);
    const how = { items: swap(made), proration_behavior: 'none' } as const;
    expect(await previewOf({ subscription: made.id, subscription_details: how })).toEqual([9900]);
    await subscriptions().update(made.id, how);
    await use(made, 300);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[1500, 9900]]);
  });

  it('is billed alike when the item keeps its id', async () => {
    const made = await subscribed(1000);
    const items = [{ id: itemOf(made, prices.runs), price: prices.cheapRuns }];
    const changed = await subscriptions().update(made.id, { items, proration_behavior: 'always_invoice' });
    expect(itemOf(changed, prices.cheapRuns)).toBe(itemOf(made, prices.runs));
    await use(made, 300);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[10_000], [1500, 9900]]);
  });

  it('makes no invoice when nothing was used', async () => {
    const made = await subscribed(0);
    await subscriptions().update(made.id, { items: swap(made), proration_behavior: 'always_invoice' });
    expect(await billedSince(made)).toEqual([]);
  });

  it('goes on and is billed by the renewal when the change is not paid for', async () => {
    const made = await subscribed(1000);
    await emulator.control('POST', '/payments/decline', { times: 1 });
    const waiting = await subscriptions().update(made.id, {
      items: swap(made),
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    expect(waiting.pending_update).not.toBeNull();
    await use(made, 300);
    await emulator.stripe.invoices.voidInvoice(idOf(waiting.latest_invoice));
    await advance(32 * DAY);
    const { data } = await emulator.stripe.invoices.list({ subscription: made.id, status: 'paid' });
    expect(data.map(({ total }) => total)).toEqual([9900 + 13_000, 9900]);
  });

  it('leaves nothing between the order and its payment unbilled', async () => {
    const made = await subscribed(1000);
    await emulator.control('POST', '/payments/decline', { times: 1 });
    const waiting = await subscriptions().update(made.id, {
      items: swap(made),
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    });
    await use(made, 300);
    await emulator.stripe.invoices.pay(idOf(waiting.latest_invoice));
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[10_000], [1500, 9900]]);
  });
});

describe('a metered price that goes', () => {
  it('is billed with the next invoice, and counts no more', async () => {
    const made = await subscribed(1000);
    await subscriptions().update(made.id, { items: drop(made) });
    await use(made, 300);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[10_000, 9900]]);
  });

  it('is billed with the interval that begins at once, at its own price', async () => {
    const made = await subscribed(1000);
    const items = [
      { id: itemOf(made, prices.plan), price: prices.year },
      ...drop(made),
      { price: prices.yearRuns },
    ];
    await subscriptions().update(made.id, { items, proration_behavior: 'always_invoice' });
    const [lines] = await billedSince(made);
    expect(lines?.filter((amount) => amount > 0)).toEqual([10_000, 95_040]);
    await use(made, 300);
    await advance(367 * DAY);
    expect((await billedSince(made)).slice(1)).toEqual([[3000, 95_040]]);
  });
});

it('a metered price that stays is billed when it is due, whatever else changes', async () => {
  const made = await subscribed(1000);
  const items = [{ id: itemOf(made, prices.plan), quantity: 2 }];
  await subscriptions().update(made.id, { items, proration_behavior: 'always_invoice' });
  const [now] = await billedSince(made);
  expect(now).not.toContain(10_000);
  await advance(32 * DAY);
  expect((await billedSince(made)).slice(1)).toEqual([[10_000, 19_800]]);
});

describe('a phase that begins with a period', () => {
  type Behavior = 'create_prorations' | 'always_invoice' | 'none';

  async function scheduled(items: { price: string }[], proration_behavior: Behavior) {
    const made = await subscribed(1000);
    const schedule = await emulator.stripe.subscriptionSchedules.create({ from_subscription: made.id });
    const [present] = schedule.phases;
    await emulator.stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        {
          items: [{ price: prices.plan }, { price: prices.runs }],
          start_date: present?.start_date ?? 0,
          end_date: present?.end_date ?? 0,
        },
        { items, proration_behavior, duration: { interval: 'day' } },
      ],
    });
    await use(made, 200);
    return made;
  }

  it.each<[Behavior, number[][]]>([
    ['create_prorations', [[12_000, 2900]]],
    ['always_invoice', [[12_000], [2900]]],
    ['none', [[2900]]],
  ])('bills what was used of what goes once, or not at all: %s', async (behavior, invoices) => {
    const made = await scheduled([{ price: prices.other }], behavior);
    expect(await previewOf({ subscription: made.id })).toEqual(invoices[0]);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual(invoices);
    await advance(31 * DAY);
    expect((await billedSince(made)).slice(invoices.length)).toEqual([[2900]]);
  });

  it('bills what comes from then on', async () => {
    const made = await scheduled([{ price: prices.other }, { price: prices.cheapRuns }], 'create_prorations');
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[12_000, 2900]]);
    await use(made, 300);
    await advance(31 * DAY);
    expect((await billedSince(made)).slice(1)).toEqual([[1500, 2900]]);
  });

  it('leaves what stays to the renewal', async () => {
    const made = await scheduled([{ price: prices.other }, { price: prices.runs }], 'create_prorations');
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[12_000, 2900]]);
  });

  it('bills it with the first of another interval', async () => {
    const made = await scheduled([{ price: prices.year }, { price: prices.yearRuns }], 'create_prorations');
    expect(await previewOf({ subscription: made.id })).toEqual([12_000, 95_040]);
    await advance(32 * DAY);
    expect(await billedSince(made)).toEqual([[12_000, 95_040]]);
  });
});
