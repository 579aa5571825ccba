import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import { readCatalogue } from '@/lib/plans/server';
import { keepGoing } from './keep-going';
import { bringUsage } from './metering/bring-usage';
import { onLiveSubscription, stillLive } from './on-live-subscription';
import { type PlannedChange, plannedChange } from './planned-change';
import { billedNow, reckonedAt } from './reckoning';
import { requireBillingManager } from './require-billing-manager';
import { ownedRefusal } from './sale-refusal';
import { scheduleChange } from './schedule-change';
import { callStripe } from './stripe';
import type { ChangeOrder, ChangeOutcome } from './subscription-change';
import { dropWaitingChanges } from './waiting-change';

/**
 * Makes the organization's subscription what is ordered: plan, interval and extra seats.
 *
 * - What grows holds and is paid at once, by the second; what shrinks begins with the next period (`changeTiming`).
 *   During a trial both hold at once and cost nothing until it ends.
 * - A payment that fails or waits for the bank leaves the old plan in force, and its address is answered.
 * - An order takes the place of a change that was scheduled before, and an upgrade that is paid lets a subscription go
 *   on that was set to end. An order of what is there already takes back both, and changes nothing else.
 *
 * Repeating an order is safe: each step looks at what Stripe has, so that a part done before is not done again.
 * @throws ProblemError 403 unless owner or admin; 409 `conflict` without a subscription that could be changed now, and
 * for a plan that is owned for good;
 * 422 for what is not sold and for a `prorationDate` that no preview of the last hour told; 503 when Stripe does not
 * answer
 */
export async function changePlan(
  principal: Principal,
  order: ChangeOrder,
  idempotencyKey?: string,
): Promise<ChangeOutcome> {
  requireBillingManager(principal);
  await bringUsage(principal.organizationId);
  const { plans } = await readCatalogue();
  const result = await onLiveSubscription(principal, {
    operation: 'billing.change',
    action: 'subscription.change_ordered',
    key: idempotencyKey,
    request: order,
    work: async (subscription, { lifetimePlanId }) => {
      const refusal = ownedRefusal(order.planId, lifetimePlanId);
      if (refusal) throw problems.conflict(refusal);
      const change = await plannedChange(subscription, plans, order);
      return carryOut(subscription, change, order.prorationDate);
    },
  });
  return { ...result.outcome, subscription: stillLive(result) };
}

/** For how long the amounts of a preview are kept, in milliseconds. */
const previewHoldsMs = 3_600_000;

type Done = Omit<ChangeOutcome, 'subscription'>;

async function carryOut(
  subscription: Stripe.Subscription,
  change: PlannedChange,
  prorationDate: string | undefined,
): Promise<Done> {
  switch (change.timing) {
    case 'same':
      await keepGoing(await dropWaitingChanges(subscription));
      return { state: 'unchanged', url: null, invoiceId: null };
    case 'at_period_end':
      await scheduleChange(subscription, change);
      return { state: 'scheduled', url: null, invoiceId: null };
    case 'now':
      return subscription.status === 'trialing'
        ? changeInTrial(subscription, change)
        : changeAndPay(subscription, change, prorationDate);
  }
}

async function changeInTrial(subscription: Stripe.Subscription, { items }: PlannedChange): Promise<Done> {
  const { id } = await dropWaitingChanges(subscription);
  const changed = await callStripe((stripe) =>
    stripe.subscriptions.update(id, { items, proration_behavior: 'none' }),
  );
  await keepGoing(changed);
  return { state: 'changed', url: null, invoiceId: null };
}

async function changeAndPay(
  subscription: Stripe.Subscription,
  change: PlannedChange,
  prorationDate: string | undefined,
): Promise<Done> {
  const from = await prorateFrom(subscription, change, prorationDate);
  const { id } = await dropWaitingChanges(subscription);
  const changed = await callStripe((stripe) =>
    stripe.subscriptions.update(id, {
      items: change.items,
      proration_behavior: 'always_invoice',
      proration_date: from.getTime() / 1000,
      payment_behavior: 'pending_if_incomplete',
      expand: ['latest_invoice'],
    }),
  );
  const invoice = typeof changed.latest_invoice === 'string' ? null : changed.latest_invoice;
  const invoiceId = invoice?.id ?? null;
  if (changed.pending_update) {
    return { state: 'needs_payment', url: invoice?.hosted_invoice_url ?? null, invoiceId };
  }
  await keepGoing(changed);
  return { state: 'changed', url: null, invoiceId };
}

/**
 * The moment that a change is prorated from. One that was told must be of Stripe's last hour: of the clock that told
 * it, because a moment ahead would make the change cheaper than it is.
 */
async function prorateFrom(
  subscription: Stripe.Subscription,
  change: PlannedChange,
  told: string | undefined,
): Promise<Date> {
  const now = reckonedAt(await billedNow(subscription, change));
  if (told === undefined) return now;
  const from = new Date(told);
  const age = now.getTime() - from.getTime();
  if (age >= 0 && age <= previewHoldsMs && from >= change.period.start) return from;
  throw problems.invalid('These amounts are no longer current. Look at the preview again.', [
    { path: 'prorationDate', message: 'Must be of a preview of the last hour and of this billing period' },
  ]);
}
