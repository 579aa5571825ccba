import type Stripe from 'stripe';
import { callStripe } from './stripe';

/** Whether a subscription is set to end, in either of the two ways that Stripe tells it. */
export function endsOf({ cancel_at, cancel_at_period_end }: Stripe.Subscription): boolean {
  return cancel_at !== null || cancel_at_period_end;
}

/** Lets a subscription renew that was set to end; leaves any other alone. Errors as of `callStripe`. */
export async function keepGoing(subscription: Stripe.Subscription): Promise<void> {
  if (!endsOf(subscription)) return;
  const params = subscription.cancel_at_period_end
    ? { cancel_at_period_end: false }
    : { cancel_at: '' as const };
  await callStripe((stripe) => stripe.subscriptions.update(subscription.id, params));
}
