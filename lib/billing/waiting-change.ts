import type Stripe from 'stripe';
import { callStripe, isInvalidRequest, listAll } from './stripe';
import { idOf } from './stripe-values';

/**
 * Takes back whatever waits for a subscription: a change that was scheduled, and one that is not paid yet. Nothing
 * happens when nothing waits, so it can be repeated. What is left of a schedule that a process died over goes with it.
 * @returns the subscription as Stripe has it afterwards
 * @throws Stripe's refusal when the invoice of an unpaid change was paid meanwhile; else as of `callStripe`
 */
export async function dropWaitingChanges(subscription: Stripe.Subscription): Promise<Stripe.Subscription> {
  const { id, schedule, pending_update } = subscription;
  if (schedule === null && pending_update === null) return subscription;
  if (pending_update) await voidUnpaidChange(id);
  if (schedule !== null) await releaseSchedule(idOf(schedule));
  return callStripe((stripe) => stripe.subscriptions.retrieve(id));
}

/** The open invoices of changes that are not paid yet, newest first: at most one, as Stripe has it. */
export async function unpaidChangeInvoices(subscriptionId: string): Promise<Stripe.Invoice[]> {
  const open = await listAll((stripe, position) =>
    stripe.invoices.list({ subscription: subscriptionId, status: 'open', ...position }),
  );
  return open.filter(({ billing_reason }) => billing_reason === 'subscription_update');
}

// Stripe gives up the change whose invoice is voided.
async function voidUnpaidChange(subscriptionId: string): Promise<void> {
  for (const { id } of await unpaidChangeInvoices(subscriptionId)) {
    await callStripe((stripe) => stripe.invoices.voidInvoice(id));
  }
}

async function releaseSchedule(id: string): Promise<void> {
  try {
    await callStripe((stripe) => stripe.subscriptionSchedules.release(id));
  } catch (error) {
    // It has ended by itself since the subscription was read.
    if (!isInvalidRequest(error)) throw error;
    const { status } = await callStripe((stripe) => stripe.subscriptionSchedules.retrieve(id));
    if (status === 'active' || status === 'not_started') throw error;
  }
}
