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

/**
 * Stripe's reckoning of the invoice that comes with the next period, when a change is made for it: with what was used
 * until now of metered items that go, as far as Stripe was told. A change in a trial is not prorated, and what is used
 * in it is free.
 */
export function billedAtRenewal(
  subscription: Stripe.Subscription,
  { items, timing, period }: PlannedChange,
): Promise<Stripe.Invoice> {
  const how =
    timing === 'at_period_end'
      ? ({ proration_behavior: 'create_prorations', proration_date: lastSecondOf(period) } as const)
      : ({ proration_behavior: 'none' } as const);
  return callStripe((stripe) =>
    stripe.invoices.createPreview({
      subscription: subscription.id,
      ...(items.length > 0 && { subscription_details: { items, ...how } }),
    }),
  );
}

// The end itself belongs to the next period already; a second of a price is less than half a cent.
function lastSecondOf({ end }: PlannedChange['period']): number {
  return end.getTime() / 1000 - 1;
}
