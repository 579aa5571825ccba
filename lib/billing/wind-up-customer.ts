import type Stripe from 'stripe';
import { holdingCustomer } from './customer-lock';
import { isLive } from './live-statuses';
import { mirrorCustomer, subscriptionsOf } from './mirror-customer';
import { subscriptionInStripe } from './on-live-subscription';
import { closeOpenCheckouts } from './open-checkouts';
import { callStripe, isInvalidRequest, listAll } from './stripe';
import { dropWaitingChanges } from './waiting-change';

/**
 * Ends for good whatever a customer could still be charged for, because its organization is going or gone: open Checkouts,
 * every subscription at once, and the ways to pay. What was used above limits and is not on an invoice yet is not billed
 * any more. The customer stays at Stripe with its invoices, which the books need, without the person's name and address;
 * invoices keep what they were written with.
 * Can be repeated, from wherever it stopped.
 * @throws ProblemError 409 `conflict` while something is being paid, 503 when Stripe does not answer or has never heard of
 * the customer
 */
export async function windUpCustomer(stripeCustomerId: string): Promise<void> {
  await holdingCustomer('billing.wind-up', stripeCustomerId, async (tx) => {
    const subscriptions = await subscriptionsOf(stripeCustomerId);
    if (!subscriptions) return;
    await closeOpenCheckouts(stripeCustomerId);
    // Anew, for what was bought until the last of them was closed.
    for (const subscription of (await subscriptionsOf(stripeCustomerId)) ?? []) {
      if (isLive(subscription.status)) await end(subscription);
    }
    await forgetPerson(stripeCustomerId);
    await mirrorCustomer(tx, stripeCustomerId);
  });
}

async function end(subscription: Stripe.Subscription): Promise<void> {
  const { id } = await dropWaitingChanges(subscription);
  try {
    await callStripe((stripe) => stripe.subscriptions.cancel(id, { invoice_now: false, prorate: false }));
  } catch (error) {
    // The answer to an earlier attempt was lost, and Stripe refuses to end what it has ended.
    if (!isInvalidRequest(error)) throw error;
    if (isLive((await subscriptionInStripe(id)).status)) throw error;
  }
}

async function forgetPerson(customer: string): Promise<void> {
  const methods = await listAll((stripe, position) => stripe.paymentMethods.list({ customer, ...position }));
  for (const { id } of methods) await callStripe((stripe) => stripe.paymentMethods.detach(id));
  await callStripe((stripe) =>
    stripe.customers.update(customer, {
      name: '',
      email: '',
      phone: '',
      address: '',
      description: 'Account deleted',
      // Nobody is to look for the organization any more.
      metadata: { organizationId: '' },
    }),
  );
}
