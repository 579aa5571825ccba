import type Stripe from 'stripe';
import { isForSale } from '@/lib/flags';
import { problems } from '@/lib/http';
import type { Plan, PlanId } from '@/lib/plans';
import { type ChangeTiming, changeTiming } from './change-timing';
import { type HeldItem, itemChanges } from './item-changes';
import { endsOf } from './keep-going';
import { type KnownPrice, priceRole } from './price-role';
import { sellsSeats } from './sells-seats';
import { isSold, type SoldInterval } from './sold-intervals';
import { instant } from './stripe-values';
import type { ChangeChoice } from './subscription-change';
import { itemsFor, type PricedItem, pricedItems } from './wanted-items';

/** A change that may be made, with all that Stripe has to be told. */
export type PlannedChange = {
  timing: ChangeTiming;
  planId: PlanId;
  interval: SoldInterval;
  extraSeats: number;
  /** The items as they are wanted. */
  wanted: PricedItem[];
  /** How the present ones become those. */
  items: Stripe.SubscriptionUpdateParams.Item[];
  period: { start: Date; end: Date };
};

/**
 * What a choice would do to a subscription as Stripe has it now.
 * @throws ProblemError 409 `conflict` for a subscription that owes a payment, is paused, waits for the payment of
 * another change, or is set to end and would have to be scheduled; 422 for what is not sold
 */
export async function plannedChange(
  subscription: Stripe.Subscription,
  plans: readonly Plan[],
  choice: ChangeChoice,
): Promise<PlannedChange> {
  refuseState(subscription);
  const held = heldItems(subscription, plans);
  const now = presentOf(held);
  const { planId, interval } = choice;
  const plan = await soldPlan(plans, choice, now.planId);
  const extraSeats = seatsOf(plan, choice, now.extraSeats);
  const timing = changeTiming(
    { rank: rankOf(plans, now.planId), interval: now.interval, extraSeats: now.extraSeats },
    { rank: plan.rank, interval, extraSeats },
  );
  if (timing === 'at_period_end' && endsOf(subscription) && subscription.status !== 'trialing') {
    throw problems.conflict(
      'This subscription is set to end. Keep it first, then schedule the change for the next period.',
    );
  }
  const wanted = await pricedItems(itemsFor(plan, interval, extraSeats));
  return {
    // A trial was not paid for, so nothing has to wait for its end.
    timing: timing === 'at_period_end' && subscription.status === 'trialing' ? 'now' : timing,
    planId,
    interval,
    extraSeats,
    wanted,
    items: itemChanges(held, wanted),
    period: { start: instant(now.item.current_period_start), end: instant(now.item.current_period_end) },
  };
}

function refuseState({ status, pending_update }: Stripe.Subscription): void {
  if (status !== 'active' && status !== 'trialing') {
    throw problems.conflict(
      status === 'paused'
        ? 'The subscription is paused. Let it go on first, then change the plan.'
        : 'A payment is open. Pay it first, then change the plan.',
    );
  }
  if (pending_update) {
    throw problems.conflict(
      'Another change waits for its payment. Pay it or take it back first; see /account/billing.',
    );
  }
}

type Held = HeldItem & { item: Stripe.SubscriptionItem };

function heldItems({ items }: Stripe.Subscription, plans: readonly Plan[]): Held[] {
  const prices = new Map<string, KnownPrice>(
    plans.flatMap((plan) =>
      plan.prices.map(({ lookupKey, interval }) => [lookupKey, { planId: plan.id, interval }] as const),
    ),
  );
  return items.data.map((item) => ({
    id: item.id,
    price: item.price.id,
    quantity: item.quantity,
    role: priceRole(item.price, prices),
    item,
  }));
}

function presentOf(held: readonly Held[]) {
  const extraSeats = held
    .filter(({ role }) => role?.kind === 'seat')
    .reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
  for (const { role, item } of held) {
    if (role?.kind !== 'plan' || !isSold(role.interval)) continue;
    return { planId: role.planId, interval: role.interval, extraSeats, item };
  }
  throw problems.conflict('This subscription was agreed by hand. Write to us to change it.');
}

// A plan that is no longer in the catalogue may be left for any other, at once.
function rankOf(plans: readonly Plan[], planId: PlanId): number {
  return plans.find(({ id }) => id === planId)?.rank ?? 0;
}

// Who has a plan that is no longer sold may change its interval and seats.
async function soldPlan(
  plans: readonly Plan[],
  { planId, interval }: ChangeChoice,
  present: PlanId,
): Promise<Plan> {
  const plan = plans.find(({ id }) => id === planId);
  const isSoldBy = plan?.prices.some((each) => each.interval === interval && each.currency === 'usd');
  if (plan && isSoldBy && (planId === present || (await isForSale(planId)))) return plan;
  if (planId === 'free') {
    throw problems.invalid('To go back to the free plan, cancel the subscription.', [
      { path: 'planId', message: 'Cancel with DELETE /api/billing/subscription' },
    ]);
  }
  throw problems.invalid('This plan is not for sale.', [
    { path: 'planId', message: 'Choose a plan and an interval from GET /api/billing/plans' },
  ]);
}

function seatsOf(plan: Plan, { extraSeats }: ChangeChoice, now: number): number {
  if (sellsSeats(plan)) return extraSeats ?? now;
  if (!extraSeats) return 0;
  throw problems.invalid(`${plan.name} sells no extra seats.`, [
    { path: 'extraSeats', message: 'Must be 0 for this plan' },
  ]);
}
