import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import { problems } from '@/lib/http';
import { readCatalogue } from '@/lib/plans/server';
import { liveSubscription } from './current-subscription';
import { endsOf } from './keep-going';
import { lifetimeGrantsIn } from './lifetime-grant';
import { bringUsage } from './metering/bring-usage';
import { nothingToChange, subscriptionInStripe } from './on-live-subscription';
import { type PlannedChange, plannedChange } from './planned-change';
import { billedAtRenewal, billedNow, reckonedAt } from './reckoning';
import { requireBillingManager } from './require-billing-manager';
import { ownedRefusal } from './sale-refusal';
import { isInvalidRequest } from './stripe';
import type { ChangeChoice, ChangePreview } from './subscription-change';

/**
 * What a change of plan, interval or seats would cost, exactly and from Stripe's own reckoning; nothing is changed. An
 * order with its `prorationDate` charges what is told here.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a subscription that could be changed now,
 * 422 for what is not sold, 503 when Stripe does not answer
 */
export async function previewChange(principal: Principal, choice: ChangeChoice): Promise<ChangePreview> {
  requireBillingManager(principal);
  const { organizationId } = principal;
  const { row, owned } = await asTenant(principal, async (tx) => ({
    row: await liveSubscription(tx, organizationId),
    owned: (await lifetimeGrantsIn(tx, organizationId))[0],
  }));
  if (!row) throw problems.conflict(nothingToChange);
  const refusal = ownedRefusal(choice.planId, owned?.planId ?? null);
  if (refusal) throw problems.conflict(refusal);
  // The order brings it first, and must not cost more than was told.
  await bringUsage(organizationId);
  const [subscription, { plans }] = await Promise.all([subscriptionInStripe(row.id), readCatalogue()]);
  const change = await plannedChange(subscription, plans, choice);
  const { planId, interval, extraSeats } = change;
  return {
    timing: change.timing,
    planId,
    interval,
    extraSeats,
    currency: subscription.currency,
    recurring: recurringOf(change),
    resumes: endsOf(subscription),
    replaces: row.scheduledAt !== null,
    ...(await amountsOf(subscription, change)),
  };
}

type Amounts = Pick<ChangePreview, 'effectiveAt' | 'today' | 'nextInvoice' | 'prorationDate'>;

async function amountsOf(subscription: Stripe.Subscription, change: PlannedChange): Promise<Amounts> {
  const periodEnd = change.period.end.toISOString();
  if (change.timing === 'now' && subscription.status !== 'trialing') {
    const invoice = await billedNow(subscription, change);
    const at = reckonedAt(invoice);
    return {
      effectiveAt: at.toISOString(),
      today: { lines: linesOf(invoice), total: invoice.total, amountDue: invoice.amount_due },
      nextInvoice: { at: nextRenewal(invoice, change).toISOString(), amountDue: dueNext(change, invoice) },
      prorationDate: at.toISOString(),
    };
  }
  return {
    effectiveAt: change.timing === 'at_period_end' ? periodEnd : new Date().toISOString(),
    today: { lines: [], total: 0, amountDue: 0 },
    nextInvoice: { at: periodEnd, amountDue: await dueAtRenewal(subscription, change) },
    prorationDate: null,
  };
}

async function dueAtRenewal(subscription: Stripe.Subscription, change: PlannedChange): Promise<number> {
  try {
    return (await billedAtRenewal(subscription, change)).amount_due;
  } catch (error) {
    // Nothing comes from a subscription that ends, but for the order to let it go on.
    if (isInvalidRequest(error) && endsOf(subscription)) return recurringOf(change);
    throw error;
  }
}

function recurringOf({ wanted }: PlannedChange): number {
  return wanted.reduce((sum, { unitAmount, quantity }) => sum + unitAmount * (quantity ?? 0), 0);
}

// Credit that is left over pays for the next invoices.
function dueNext(change: PlannedChange, { total }: Stripe.Invoice): number {
  return Math.max(0, recurringOf(change) + Math.min(0, total));
}

// A new interval begins a new period, which the lines tell.
function nextRenewal({ lines }: Stripe.Invoice, { period }: PlannedChange): Date {
  return new Date(Math.max(period.end.getTime(), ...lines.data.map((line) => line.period.end * 1000)));
}

function linesOf({ lines, subtotal }: Stripe.Invoice): ChangePreview['today']['lines'] {
  const told = lines.data.map(({ description, amount }) => ({ description: description ?? 'Item', amount }));
  // Stripe tells the first of many; together they are the subtotal.
  const rest = subtotal - told.reduce((sum, { amount }) => sum + amount, 0);
  const all = rest === 0 ? told : [...told, { description: 'Further items', amount: rest }];
  return all.filter(({ amount }) => amount !== 0);
}
