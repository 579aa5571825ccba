import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator';
import { makePrice, openCheckout, pay } from './shop';
import { firstItem, idOf, makePayer, subscribe } from './subscribe';

let emulator: TestEmulator;
let stripe: Stripe;
beforeAll(async () => {
  emulator = await startEmulator();
  stripe = emulator.stripe;
});
beforeEach(() => emulator.control('POST', '/reset'));
afterEach(() => expect(emulator.service.breaches).toEqual([]));
afterAll(() => emulator.close());

const DAY = 86_400;
const advance = (days: number) =>
  emulator.control('POST', '/clock/advance', { seconds: Math.round(days * DAY) });

/**
 * What a person or the passing of time does, and the events about that customer, in order. `prepare` comes before and
 * its events do not count. The sequences are those that Stripe documents or that real accounts were seen to make.
 */
type Flow = {
  name: string;
  prepare?: () => Promise<unknown>;
  play: () => Promise<unknown>;
  events: string;
};

let session: Stripe.Checkout.Session;
let subscription: Stripe.Subscription;
let charge: string;

/** A subscription by API for one month, paid. */
const subscribed = async (changes: Partial<Stripe.SubscriptionCreateParams> = {}, method?: string) => {
  subscription = await subscribe(stripe, changes, method);
};
/** A subscription whose first renewal failed. */
const late = async () => {
  await subscribed({ trial_period_days: 7 }, 'pm_card_chargeCustomerFail');
  await advance(7.1);
};
const fixCard = async () => {
  const customer = idOf(subscription.customer);
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
};
const opened = async (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) => {
  session = await openCheckout(stripe, changes);
};
const lifetime = async () => {
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 49_900,
    product_data: { name: 'Pro, for good' },
  });
  await opened({ mode: 'payment', line_items: [{ price: price.id, quantity: 1 }] });
};
const paidOnce = async () => {
  await lifetime();
  await pay(session);
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  if (typeof done.payment_intent === 'string') throw new Error('The payment was not expanded.');
  charge = idOf(done.payment_intent?.latest_charge);
};
const upgrade = async (behavior: 'create_prorations' | 'always_invoice') => {
  const better = await makePrice(stripe, { unit_amount: 9_900, product_data: { name: 'Team' } });
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: firstItem(subscription).id, price: better.id }],
    proration_behavior: behavior,
  });
};
const scheduled = async () => {
  await subscribed();
  const cheap = await makePrice(stripe, { unit_amount: 900, product_data: { name: 'Basic' } });
  const { price, current_period_start, current_period_end } = firstItem(subscription);
  const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  await stripe.subscriptionSchedules.update(id, {
    phases: [
      { start_date: current_period_start, end_date: current_period_end, items: [{ price: price.id }] },
      { items: [{ price: cheap.id }], proration_behavior: 'none' },
    ],
  });
};

const flows: Flow[] = [
  {
    name: 'Checkout, paid now',
    prepare: () => opened(),
    play: () => pay(session),
    events: `
      charge.succeeded
      payment_method.attached
      customer.updated
      checkout.session.completed
      customer.subscription.created
      payment_intent.created
      payment_intent.succeeded
      invoice.created
      invoice.finalized
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'Checkout with a trial',
    prepare: () => opened({ subscription_data: { trial_period_days: 7 } }),
    play: () => pay(session),
    events: `
      setup_intent.created
      setup_intent.succeeded
      payment_method.attached
      customer.updated
      checkout.session.completed
      customer.subscription.created
      invoice.created
      invoice.finalized
      invoice.paid`,
  },
  {
    name: 'Three days before a trial ends',
    prepare: () => subscribed({ trial_period_days: 7 }),
    play: () => advance(4.1),
    events: 'customer.subscription.trial_will_end',
  },
  {
    name: 'A trial that ends',
    prepare: async () => {
      await subscribed({ trial_period_days: 7 });
      await advance(6);
    },
    play: () => advance(1.1),
    events: `
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'A renewal that is paid',
    prepare: () => subscribed(),
    play: () => advance(32),
    events: `
      invoice.upcoming
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'A renewal whose invoice is a draft for an hour, as at Stripe',
    prepare: async () => {
      await emulator.control('POST', '/billing/settings', { draft_minutes: 60, upcoming_days: 0 });
      await subscribed();
      const left = firstItem(subscription).current_period_end - subscription.created;
      await emulator.control('POST', '/clock/advance', { seconds: left - 60 });
    },
    play: () => advance(0.5 / 24),
    events: `
      customer.subscription.updated
      invoice.created`,
  },
  {
    name: 'The end of that hour',
    prepare: async () => {
      await emulator.control('POST', '/billing/settings', { draft_minutes: 60 });
      await subscribed();
      const left = firstItem(subscription).current_period_end - subscription.created;
      await emulator.control('POST', '/clock/advance', { seconds: left + 60 });
    },
    play: () => advance(1 / 24),
    events: `
      invoice.finalized
      payment_intent.created
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'A renewal that fails after that hour',
    prepare: async () => {
      await emulator.control('POST', '/billing/settings', { draft_minutes: 60 });
      await subscribed({ trial_period_days: 7 }, 'pm_card_chargeCustomerFail');
      await advance(7.01);
    },
    play: () => advance(2 / 24),
    events: `
      invoice.finalized
      payment_intent.created
      charge.failed
      payment_intent.payment_failed
      invoice.payment_failed
      invoice.updated
      customer.subscription.updated`,
  },
  {
    name: 'A renewal that fails',
    prepare: async () => {
      await subscribed({ trial_period_days: 7 }, 'pm_card_chargeCustomerFail');
      await advance(6);
    },
    play: () => advance(1.1),
    events: `
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      charge.failed
      payment_intent.payment_failed
      invoice.payment_failed
      invoice.updated
      customer.subscription.updated`,
  },
  {
    name: 'A renewal that needs the cardholder',
    prepare: async () => {
      await subscribed({ trial_period_days: 7 }, 'pm_card_authenticationRequired');
      await advance(6);
    },
    play: () => advance(1.1),
    events: `
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      payment_intent.requires_action
      invoice.payment_action_required
      invoice.payment_failed
      invoice.updated
      customer.subscription.updated`,
  },
  {
    name: 'The next attempt, failed again',
    prepare: late,
    play: () => advance(3),
    events: `
      charge.failed
      payment_intent.payment_failed
      invoice.payment_failed
      invoice.updated`,
  },
  {
    name: 'The last attempt, with the subscription canceled by setting',
    prepare: async () => {
      await late();
      await advance(8);
    },
    play: () => advance(7),
    events: `
      charge.failed
      payment_intent.payment_failed
      invoice.payment_failed
      invoice.updated
      customer.subscription.deleted`,
  },
  {
    name: 'The last attempt, with the subscription unpaid by setting',
    prepare: async () => {
      await emulator.control('POST', '/billing/settings', { after_last_retry: 'unpaid' });
      await late();
      await advance(8);
    },
    play: () => advance(7),
    events: `
      charge.failed
      payment_intent.payment_failed
      invoice.payment_failed
      invoice.updated
      customer.subscription.updated`,
  },
  {
    name: 'Recovery by a better card',
    prepare: async () => {
      await late();
      await fixCard();
    },
    play: () => advance(3),
    events: `
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid
      customer.subscription.updated`,
  },
  {
    name: 'An upgrade that is billed with the renewal',
    prepare: () => subscribed(),
    play: () => upgrade('create_prorations'),
    events: `
      invoiceitem.created
      invoiceitem.created
      customer.subscription.updated`,
  },
  {
    name: 'An upgrade that is billed at once',
    prepare: async () => {
      await subscribed();
      await advance(10);
    },
    play: () => upgrade('always_invoice'),
    events: `
      invoiceitem.created
      invoiceitem.created
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'A downgrade by schedule, at the period’s end',
    prepare: scheduled,
    play: () => advance(32),
    events: `
      invoice.upcoming
      subscription_schedule.updated
      customer.subscription.updated
      customer.subscription.updated
      invoice.created
      invoice.finalized
      payment_intent.created
      charge.succeeded
      payment_intent.succeeded
      invoice.updated
      invoice.paid
      invoice.payment_succeeded
      invoice_payment.paid`,
  },
  {
    name: 'Cancel at the period’s end',
    prepare: () => subscribed(),
    play: () => stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }),
    events: 'customer.subscription.updated',
  },
  {
    name: 'The period’s end of what was canceled',
    prepare: async () => {
      await subscribed();
      await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    },
    play: () => advance(32),
    events: 'customer.subscription.deleted',
  },
  {
    name: 'Cancel now',
    prepare: () => subscribed(),
    play: () => stripe.subscriptions.cancel(subscription.id),
    events: 'customer.subscription.deleted',
  },
  {
    name: 'Lifetime, paid once',
    prepare: lifetime,
    play: () => pay(session),
    events: `
      charge.succeeded
      payment_intent.succeeded
      checkout.session.completed
      charge.updated`,
  },
  {
    name: 'A refund',
    prepare: paidOnce,
    play: () => stripe.refunds.create({ charge }),
    events: `
      refund.created
      charge.refunded
      refund.updated`,
  },
  {
    name: 'A dispute that is opened',
    prepare: paidOnce,
    play: () => emulator.control('POST', '/disputes', { charge }),
    events: `
      charge.dispute.created
      charge.dispute.funds_withdrawn`,
  },
  {
    name: 'A dispute that is won',
    prepare: paidOnce,
    play: async () => {
      const { id } = await emulator.control('POST', '/disputes', { charge });
      await emulator.control('POST', '/disputes/close', { dispute: id, status: 'won' });
    },
    events: `
      charge.dispute.created
      charge.dispute.funds_withdrawn
      charge.dispute.closed
      charge.dispute.funds_reinstated`,
  },
  {
    name: 'A card saved in Checkout',
    prepare: async () => {
      const { id: customer } = await makePayer(stripe);
      session = await stripe.checkout.sessions.create({
        mode: 'setup',
        currency: 'usd',
        customer,
        success_url: 'http://127.0.0.1:9/',
      });
    },
    play: () => pay(session),
    events: `
      payment_method.attached
      setup_intent.succeeded
      checkout.session.completed`,
  },
];

describe('the events of', () => {
  it.each(flows)('$name', async ({ prepare, play, events }) => {
    await prepare?.();
    const before = await typesSoFar();
    await play();
    const types = await typesSoFar();
    // One customer lives in this account, so all events are about that one; what is sold tells of nobody.
    expect(types.filter((type) => type === 'customer.created')).toHaveLength(1);
    const happened = types.slice(before.length).filter((type) => !/^(product|price)\./.test(type));
    expect(happened).toEqual(events.trim().split(/\s+/));
  });
});

/** The types of every event of the account, oldest first. */
async function typesSoFar(): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of stripe.events.list({ limit: 100 })) types.push(type);
  return types.reverse();
}
