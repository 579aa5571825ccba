import type Stripe from 'stripe';
import type { PlannedChange } from './planned-change';
import { callStripe } from './stripe';
import { instant } from './stripe-values';

/** Stripe's reckoning of a change that is billed at once; without a moment, of now. */
export function billedNow(
  subscription: Stripe.Subscription,
  { items }: PlannedChange,
  prorationDate?: Date,
): Promise<Stripe.Invoice> {
  return callStripe((stripe) =>
    stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: {
        items,
        proration_behavior: 'always_invoice',
        ...(prorationDate && { proration_date: prorationDate.getTime() / 1000 }),
      },
    }),
  );
}

/** The moment from which Stripe reckoned a preview: its own clock, when none was given. */
export function reckonedAt({ parent, created }: Stripe.Invoice): Date {
  return instant(parent?.subscription_details?.subscription_proration_date ?? created);
}

/** Stripe's reckoning of the invoice that comes with the next period, when a change is made without prorating it. */
export function billedAtRenewal(
  subscription: Stripe.Subscription,
  { items }: PlannedChange,
): Promise<Stripe.Invoice> {
  return callStripe((stripe) =>
    stripe.invoices.createPreview({
      subscription: subscription.id,
      ...(items.length > 0 && { subscription_details: { items, proration_behavior: 'none' } }),
    }),
  );
}
