import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { vi } from 'vitest';
import { sandboxKeyIn, stripeTarget } from '../../test/stripe-target';
import { startEmulator } from './emulator';

/** A customer who lives alone on a test clock. */
export type Payer = { customer: string; clock: string };

/**
 * What a test needs that runs against the emulator and against Stripe alike: customers whose time it moves, and prices.
 * All of it carries the run's id and is removed at the end.
 */
export type ClockShop = {
  stripe: Stripe;
  /** Makes a customer who pays with one of Stripe's test methods, on a clock that stands at the present. */
  payer(method?: string, params?: Stripe.CustomerCreateParams): Promise<Payer>;
  /** Has a payer's subscriptions be charged to another of Stripe's test methods from now on. */
  payWith(payer: Payer, method: string): Promise<void>;
  /** A price of so many cents a month. */
  monthly(cents: number, name?: string): Promise<Stripe.Price>;
  /** Moves a payer's time to a moment (seconds since 1970), and waits until all of it has happened. */
  advance(payer: Payer, until: number): Promise<void>;
  /** Removes what was made: clocks with their customers at once; products can only be archived. */
  close(): Promise<void>;
};

/** Repeats a check until it holds: Stripe may tell a moment later what it has done. */
export function settled<T>(check: () => Promise<T>): Promise<T> {
  const patience =
    stripeTarget() === 'sandbox' ? { timeout: 90_000, interval: 2_000 } : { timeout: 2_000, interval: 50 };
  return vi.waitFor(check, patience);
}

/** The shop at what the suite runs against: an emulator of its own, or the sandbox of the key. */
export async function openClockShop(): Promise<ClockShop> {
  if (stripeTarget() === 'sandbox') {
    return clockShop(sandbox());
  }
  const emulator = await startEmulator();
  await emulator.control('POST', '/billing/settings', { draft_minutes: 60 });
  const shop = clockShop(emulator.stripe);
  return {
    ...shop,
    close: async () => {
      await shop.close();
      const { breaches } = emulator.service;
      await emulator.close();
      if (breaches.length > 0) throw new Error(breaches.join('\n'));
    },
  };
}

function sandbox(): Stripe {
  const url = process.env.STRIPE_API_URL ? new URL(process.env.STRIPE_API_URL) : undefined;
  const isPlain = url?.protocol === 'http:';
  return new Stripe(sandboxKeyIn(process.env), {
    maxNetworkRetries: 5,
    telemetry: false,
    ...(url && {
      host: url.hostname,
      port: url.port || (isPlain ? 80 : 443),
      protocol: isPlain ? 'http' : 'https',
    }),
  });
}

/** The shop at whatever a client leads to. */
export function clockShop(stripe: Stripe): ClockShop {
  const name = `foothold-test-${randomBytes(4).toString('hex')}`;
  const clocks: string[] = [];
  const products: string[] = [];
  const attach = async (customer: string, method: string) => {
    const { id } = await stripe.paymentMethods.attach(method, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
    return id;
  };
  return {
    stripe,
    payer: async (method = 'pm_card_visa', params = {}) => {
      const frozen_time = Math.floor(Date.now() / 1000);
      const clock = await stripe.testHelpers.testClocks.create({ frozen_time, name });
      clocks.push(clock.id);
      const { id: customer } = await stripe.customers.create({ name, ...params, test_clock: clock.id });
      await attach(customer, method);
      return { customer, clock: clock.id };
    },
    payWith: async ({ customer }, method) => {
      const id = await attach(customer, method);
      const { data } = await stripe.subscriptions.list({ customer });
      for (const subscription of data) {
        await stripe.subscriptions.update(subscription.id, { default_payment_method: id });
      }
    },
    monthly: async (cents, label = 'Plan') => {
      const product = await stripe.products.create({ name: `${label} ${name}` });
      products.push(product.id);
      return stripe.prices.create({
        currency: 'usd',
        unit_amount: cents,
        recurring: { interval: 'month' },
        product: product.id,
      });
    },
    advance: async ({ clock }, until) => {
      await stripe.testHelpers.testClocks.advance(clock, { frozen_time: until });
      for (let wait = 20; ; wait = Math.min(2 * wait, 2_000)) {
        const { status } = await stripe.testHelpers.testClocks.retrieve(clock);
        if (status === 'ready') return;
        if (status === 'internal_failure') throw new Error(`Test clock ${clock} failed to advance.`);
        await sleep(wait);
      }
    },
    close: async () => {
      // One that fails must not keep the others from being removed.
      const failed: unknown[] = [];
      const attempt = (work: Promise<unknown>) => work.catch((error) => failed.push(error));
      for (const clock of clocks) await attempt(stripe.testHelpers.testClocks.del(clock));
      for (const product of products) await attempt(stripe.products.update(product, { active: false }));
      if (failed.length > 0) throw new AggregateError(failed, `Not all of ${name} could be removed.`);
    },
  };
}
