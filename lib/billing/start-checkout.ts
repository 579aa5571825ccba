import type { Principal } from '@/lib/auth';
import { PaymentStatus, type Transaction } from '@/lib/db';
import { isForSale } from '@/lib/flags';
import { idempotently, ProblemError, problems } from '@/lib/http';
import type { Plan } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import type { CheckoutChoice } from './checkout-choice';
import { createCheckoutSession } from './checkout-session';
import { holdingCustomer } from './customer-lock';
import { ensureCustomer } from './ensure-customer';
import { lifetimeGrantsIn } from './lifetime-grant';
import { liveStatuses } from './live-statuses';
import { mirrorCustomer } from './mirror-customer';
import { closeOpenCheckouts } from './open-checkouts';
import { requireBillingManager } from './require-billing-manager';
import { type Holdings, saleRefusal } from './sale-refusal';
import { sellsSeats } from './sells-seats';
import { isMissing } from './stripe';
import { syncCustomer } from './sync-customer';
import { trialDaysOf, trialStandingIn } from './trial-days';

/**
 * Opens Stripe's Checkout for what the principal's organization wants to buy, and closes every other one that is open
 * for it, whatever it sells: of two tabs, only the last can pay. A subscription begins with the plan's trial when neither
 * the person nor the organization has had one and the organization buys for the first time.
 * @param idempotencyKey a repeat with the same key and choice gets the first address again
 * @returns where to send the browser
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` as of `saleRefusal` and when the organization is paying
 * for something at this moment, 422 for a plan, interval or seats that are not for sale, 503 when Stripe does not answer
 */
export async function startCheckout(
  principal: Principal,
  choice: CheckoutChoice,
  idempotencyKey?: string,
): Promise<{ url: string }> {
  requireBillingManager(principal);
  const plan = await soldPlan(choice);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const customer = await ensureCustomer(principal.organizationId);
    try {
      return await openOne({ principal, choice, idempotencyKey, plan, customer });
    } catch (error) {
      const isGone = error instanceof CustomerGone || isMissing(error, 'customer');
      const isRefused = error instanceof ProblemError && error.code === 'conflict';
      // The way out rolled back what the look at Stripe had taught us: a subscription that the billing page must show,
      // or that the customer is no more and another one has to be made.
      if (isGone || isRefused) await syncCustomer(customer);
      if (!isGone) throw error;
    }
  }
  throw problems.unavailable('payment service');
}

/** Thrown inside when Stripe has deleted the customer, or another request has found that meanwhile. */
class CustomerGone extends Error {}

const attemptsMax = 3;

type Request = {
  principal: Principal;
  choice: CheckoutChoice;
  idempotencyKey: string | undefined;
  plan: Plan;
  customer: string;
};

function openOne({ principal, choice, idempotencyKey, plan, customer }: Request): Promise<{ url: string }> {
  const { organizationId } = principal;
  return holdingCustomer('billing.checkout', customer, (tx) => {
    const request = { operation: 'billing.checkout', key: idempotencyKey, request: choice };
    return idempotently(tx, principal, request, async () => {
      // In this order: once no other session is open, none can be paid after we have looked.
      await closeOpenCheckouts(customer);
      const seen = await mirrorCustomer(tx, customer);
      if (seen.outcome !== 'synced' || seen.organizationId !== organizationId) throw new CustomerGone();
      const refusal = saleRefusal(choice, await holdingsOf(tx, organizationId, seen.live));
      if (refusal) throw problems.conflict(refusal);
      const trial = {
        userId: principal.userId,
        days: trialDaysOf(plan, await trialStandingIn(tx, principal)),
      };
      return { url: await createCheckoutSession({ organizationId, customer, plan, choice, trial }) };
    });
  });
}

async function soldPlan({ planId, interval, extraSeats }: CheckoutChoice): Promise<Plan> {
  const { plans } = await readCatalogue();
  const plan = plans.find(({ id }) => id === planId);
  const hasPrice = plan?.prices.some((each) => each.interval === interval && each.currency === 'usd');
  if (!plan || !hasPrice || !(await isForSale(planId))) {
    throw problems.invalid('This plan is not for sale.', [
      { path: 'planId', message: 'Choose a plan and an interval from GET /api/billing/plans' },
    ]);
  }
  if (extraSeats && (interval === 'lifetime' || !sellsSeats(plan))) {
    throw problems.invalid(`${plan.name} sells no extra seats.`, [
      { path: 'extraSeats', message: 'Must be 0 for this plan' },
    ]);
  }
  return plan;
}

/**
 * What the organization has, from the mirror that was just made.
 * @param live subscriptions by Stripe's own list: also what was sold by hand at another price bills the organization
 */
async function holdingsOf(tx: Transaction, organizationId: string, live: number): Promise<Holdings> {
  const ending = await tx.subscription.count({
    where: {
      organizationId,
      status: { in: liveStatuses },
      OR: [{ cancelAtPeriodEnd: true }, { cancelAt: { not: null } }],
    },
  });
  const pending = await tx.payment.count({
    where: { organizationId, grantsPlanId: { not: null }, status: PaymentStatus.processing },
  });
  const [lifetime] = await lifetimeGrantsIn(tx, organizationId);
  return { live, ending, lifetimePlanId: lifetime?.planId ?? null, lifetimePending: pending > 0 };
}
