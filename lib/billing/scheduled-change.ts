import type Stripe from 'stripe';
import type { PlanId, PriceInterval } from '@/lib/plans';
import { type KnownPrice, priceRole } from './price-role';
import { callStripe } from './stripe';
import { instant } from './stripe-values';

/** What a subscription changes to by itself, and when. */
export type ScheduledChange = {
  planId: PlanId;
  interval: PriceInterval;
  extraSeats: number;
  at: Date;
};

/** A schedule whose phases tell their prices whole. */
export type WholeSchedule = Pick<Stripe.SubscriptionSchedule, 'id' | 'current_phase' | 'phases'>;

/** Stripe's schedule with the prices of its phases. Errors as of `callStripe`. */
export function scheduleOf(id: string): Promise<Stripe.SubscriptionSchedule> {
  return callStripe((stripe) =>
    stripe.subscriptionSchedules.retrieve(id, { expand: ['phases.items.price'] }),
  );
}

/**
 * The change that a schedule will make next; null when none is left, or none was set: a schedule without a further
 * phase, such as one that was laid over a subscription by a process that died then, changes nothing and ends by itself.
 * Null too for a phase without a plan of the catalogue.
 */
export function scheduledChange(
  { current_phase: current, phases }: WholeSchedule,
  prices: ReadonlyMap<string, KnownPrice>,
): ScheduledChange | null {
  const next = phases.find(({ start_date }) => current !== null && start_date >= current.end_date);
  if (!next) return null;
  const items = next.items.map(({ price, quantity }) => ({
    role: typeof price === 'string' || price.deleted ? undefined : priceRole(price, prices),
    quantity: quantity ?? 1,
  }));
  const plan = items.map(({ role }) => role).find((role) => role?.kind === 'plan');
  if (!plan) return null;
  const seats = items.find(({ role }) => role?.kind === 'seat');
  return {
    planId: plan.planId,
    interval: plan.interval,
    extraSeats: seats?.quantity ?? 0,
    at: instant(next.start_date),
  };
}
