import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { disconnect } from '@/lib/db';
import { cancelSubscription } from './cancel-subscription';
import { changePlan } from './change-plan';
import { endSubscription } from './end-subscription';
import { resumeSubscription } from './resume-subscription';
import { startCheckout } from './start-checkout';
import { callStripe, listAll } from './stripe';
import { syncCustomer } from './sync-customer';
import { takeBackChange } from './take-back-change';
import {
  buy,
  clearFaults,
  effectivePlan,
  invoicesInStripe,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
} from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

type Customer = { owner: Principal; customer: string };

async function subscriber(): Promise<Customer> {
  const owner = await makeOwner();
  const { customer } = await buy(owner, { planId: 'pro', interval: 'month' });
  await syncCustomer(customer);
  return { owner, customer };
}

/**
 * What a person orders that writes to Stripe: the requests it makes there, what must have been before, and what must be
 * so afterwards. After a lost answer nothing is known of the first time but what Stripe has, as after a process's death.
 */
const operations: {
  name: string;
  writes: { method: 'POST' | 'DELETE'; path: string }[];
  prepare?: (each: Customer) => Promise<unknown>;
  order: (each: Customer) => Promise<unknown>;
  /** Whether a repeat may be refused, because it was done. */
  mayConflict?: true;
  outcome: (each: Customer) => Promise<void>;
}[] = [
  {
    name: 'an upgrade',
    writes: [{ method: 'POST', path: '/v1/subscriptions/*' }],
    order: ({ owner }) => changePlan(owner, { planId: 'team', interval: 'month', extraSeats: 2 }),
    outcome: async ({ owner, customer }) => {
      expect(await effectivePlan(owner)).toBe('team');
      // The first one and that of the upgrade.
      expect(await invoicesInStripe(customer)).toHaveLength(2);
    },
  },
  {
    name: 'a downgrade',
    writes: [
      { method: 'POST', path: '/v1/subscription_schedules' },
      { method: 'POST', path: '/v1/subscription_schedules/*' },
    ],
    order: ({ owner }) => changePlan(owner, { planId: 'basic', interval: 'month', extraSeats: 0 }),
    outcome: async ({ owner, customer }) => {
      expect(await mirroredSubscriptions(owner)).toMatchObject([{ scheduledPlanId: 'basic' }]);
      const schedules = await listAll((stripe, position) =>
        stripe.subscriptionSchedules.list({ customer, ...position }),
      );
      expect(schedules.filter(({ status }) => status === 'active')).toHaveLength(1);
    },
  },
  {
    name: 'taking a downgrade back',
    writes: [{ method: 'POST', path: '/v1/subscription_schedules/*/release' }],
    prepare: ({ owner }) => changePlan(owner, { planId: 'basic', interval: 'month', extraSeats: 0 }),
    order: ({ owner }) => takeBackChange(owner),
    mayConflict: true,
    outcome: async ({ owner }) => {
      expect(await mirroredSubscriptions(owner)).toMatchObject([{ planId: 'pro', scheduledPlanId: null }]);
    },
  },
  {
    name: 'a cancellation',
    writes: [{ method: 'POST', path: '/v1/subscriptions/*' }],
    order: ({ owner }) => cancelSubscription(owner, {}),
    outcome: async ({ owner }) => {
      expect(await mirroredSubscriptions(owner)).toMatchObject([
        { status: 'active', cancelAtPeriodEnd: true },
      ]);
    },
  },
  {
    name: 'resuming',
    writes: [{ method: 'POST', path: '/v1/subscriptions/*' }],
    prepare: ({ owner }) => cancelSubscription(owner, {}),
    order: ({ owner }) => resumeSubscription(owner),
    mayConflict: true,
    outcome: async ({ owner }) => {
      expect(await mirroredSubscriptions(owner)).toMatchObject([
        { status: 'active', cancelAtPeriodEnd: false },
      ]);
    },
  },
  {
    name: 'an end at once',
    writes: [{ method: 'DELETE', path: '/v1/subscriptions/*' }],
    order: ({ owner }) => endSubscription(owner, {}),
    mayConflict: true,
    outcome: async ({ owner }) => {
      expect(await effectivePlan(owner)).toBe('free');
    },
  },
  {
    name: 'a Checkout',
    writes: [
      { method: 'POST', path: '/v1/checkout/sessions' },
      { method: 'POST', path: '/v1/checkout/sessions/*/expire' },
    ],
    prepare: async ({ owner }) => {
      await endSubscription(owner, {});
      await startCheckout(owner, { planId: 'basic', interval: 'month' });
    },
    order: ({ owner }) => startCheckout(owner, { planId: 'team', interval: 'year' }),
    outcome: async ({ customer }) => {
      const open = await listAll((stripe, position) =>
        stripe.checkout.sessions.list({ customer, status: 'open', ...position }),
      );
      expect(open).toHaveLength(1);
    },
  },
];

const cases = operations.flatMap(({ writes, ...operation }) =>
  writes.map((write) => ({ ...operation, write, what: `${operation.name}, lost at ${write.path}` })),
);

describe('an order whose answer was lost for good', () => {
  it.each(cases)('can be given again: $what', async ({ write, prepare, order, mayConflict, outcome }) => {
    const each = await subscriber();
    await prepare?.(each);
    await orderFault({ ...write, status: 500, effect: 'after', should_retry: false });
    await order(each).catch((error: unknown) => expect(error).toMatchObject({ code: 'unavailable' }));

    await order(each).catch((error: unknown) => {
      if (!mayConflict) throw error;
      expect(error).toMatchObject({ code: 'conflict' });
    });
    await outcome(each);
    // And whoever does not trust it gives it a third time.
    await order(each).catch(() => {});
    await outcome(each);
    const { data } = await callStripe((stripe) => stripe.subscriptions.list({ customer: each.customer }));
    expect(data.length).toBeLessThanOrEqual(1);
  });
});
