import type Stripe from 'stripe';
import type { PlannedChange } from './planned-change';
import { callStripe } from './stripe';
import { idOf } from './stripe-values';
import { dropWaitingChanges } from './waiting-change';

/**
 * Has Stripe change a subscription when its period ends: a schedule with the present items until then, and the wanted
 * ones after. It lets the subscription go a day later, and from then on it renews as any other.
 * Repeating it leaves the same schedule. One that was made and not filled before a process died changes nothing, and
 * is filled by the next order. Errors as of `callStripe`.
 */
export async function scheduleChange(
  subscription: Stripe.Subscription,
  { wanted, period }: PlannedChange,
): Promise<void> {
  const schedule = await scheduleFrom(subscription);
  const [present] = schedule.phases;
  if (!present) throw new Error(`Schedule ${schedule.id} has no phase.`);
  const end = period.end.getTime() / 1000;
  await callStripe((stripe) =>
    stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      proration_behavior: 'none',
      phases: [
        {
          items: subscription.items.data.map(({ price, quantity }) => phaseItem(price.id, quantity)),
          start_date: present.start_date,
          end_date: end,
          ...discountsOf(present),
        },
        {
          items: wanted.map(({ price, quantity }) => phaseItem(price, quantity)),
          start_date: end,
          duration: { interval: 'day', interval_count: 1 },
          // With `none`, what was used of a metered item that goes would never be billed. Of what was paid in advance
          // nothing is left then that could be prorated.
          proration_behavior: 'create_prorations',
          ...discountsOf(present),
        },
      ],
    }),
  );
}

/** The schedule in whose first phase the subscription is, or a new one. */
async function scheduleFrom(subscription: Stripe.Subscription): Promise<Stripe.SubscriptionSchedule> {
  const { id, schedule } = subscription;
  if (schedule !== null) {
    const known = await callStripe((stripe) => stripe.subscriptionSchedules.retrieve(idOf(schedule)));
    const isFirst = known.current_phase?.start_date === known.phases[0]?.start_date;
    if (known.status === 'active' && isFirst) return known;
    await dropWaitingChanges(subscription);
  }
  return callStripe((stripe) => stripe.subscriptionSchedules.create({ from_subscription: id }));
}

function phaseItem(price: string, quantity: number | undefined) {
  return quantity === undefined ? { price } : { price, quantity };
}

// A phase that names no discounts takes those of the customer, and the subscription would lose its own.
function discountsOf({ discounts }: Stripe.SubscriptionSchedule.Phase) {
  const kept = discounts.flatMap(({ discount }) => (discount ? [{ discount: idOf(discount) }] : []));
  return kept.length > 0 ? { discounts: kept } : {};
}
