import type { Principal } from '@/lib/auth';
import { env } from '@/lib/env';
import { idempotently, ProblemError, problems } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { isForSale, readCatalogue } from '@/lib/plans/server';
import { holdingCustomer } from './customer-lock';
import { ensureCustomer } from './ensure-customer';
import { mirrorCustomer } from './mirror-customer';
import { requireBillingManager } from './require-billing-manager';
import type { SoldInterval } from './sold-intervals';
import { callStripe, isInvalidRequest, isMissing, listAll } from './stripe';
import { syncCustomer } from './sync-customer';

/** What is to be bought. */
export type CheckoutChoice = { planId: PlanId; interval: SoldInterval };

/**
 * Opens Stripe's Checkout for a subscription of the principal's organization, and closes every other one that is open
 * for it: of two tabs, only the last can pay.
 * @param idempotencyKey a repeat with the same key and choice gets the first address again
 * @returns where to send the browser
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` when the organization has a live subscription or is
 * paying for one at this moment, 422 for a plan or interval that is not for sale, 503 when Stripe does not answer
 */
export async function startCheckout(
  principal: Principal,
  choice: CheckoutChoice,
  idempotencyKey?: string,
): Promise<{ url: string }> {
  requireBillingManager(principal);
  const lookupKey = await lookupKeyOf(choice);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const customer = await ensureCustomer(principal.organizationId);
    try {
      return await openOne({ principal, choice, idempotencyKey, lookupKey, customer });
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

type Sale = {
  principal: Principal;
  choice: CheckoutChoice;
  idempotencyKey: string | undefined;
  lookupKey: string;
  customer: string;
};

function openOne({ principal, choice, idempotencyKey, lookupKey, customer }: Sale): Promise<{ url: string }> {
  const { organizationId } = principal;
  return holdingCustomer('billing.checkout', customer, (tx) => {
    const request = { operation: 'billing.checkout', key: idempotencyKey, request: choice };
    return idempotently(tx, principal, request, async () => {
      // In this order: once no other session is open, none can be paid after we have looked.
      await expireOpenSessions(customer);
      const seen = await mirrorCustomer(tx, customer);
      if (seen.outcome !== 'synced' || seen.organizationId !== organizationId) throw new CustomerGone();
      // By Stripe's own list: also what was sold by hand at another price bills the organization.
      if (seen.live > 0) throw problems.conflict(alreadySubscribed);
      return { url: await createSession({ organizationId, customer, lookupKey, choice }) };
    });
  });
}

const alreadySubscribed =
  'This organization already has a subscription. See it and change it at /account/billing.';

const beingPaid =
  'A payment of this organization is under way in another window. Finish it there, or try again in a few minutes.';

async function lookupKeyOf({ planId, interval }: CheckoutChoice): Promise<string> {
  const { plans } = await readCatalogue();
  const price = plans
    .find((plan) => plan.id === planId)
    ?.prices.find((each) => each.interval === interval && each.currency === 'usd');
  if (!price || !isForSale(planId)) {
    throw problems.invalid('This plan is not for sale.', [
      { path: 'planId', message: 'Choose a plan and an interval from GET /api/billing/plans' },
    ]);
  }
  return price.lookupKey;
}

async function expireOpenSessions(customer: string): Promise<void> {
  const open = await listAll((stripe, position) =>
    stripe.checkout.sessions.list({ customer, status: 'open', ...position }),
  );
  for (const { id } of open) {
    try {
      await callStripe((stripe) => stripe.checkout.sessions.expire(id));
    } catch (error) {
      if (!isInvalidRequest(error)) throw error;
      // Paid or run out since it was listed: the look at the subscriptions that follows sees which. One that is still
      // open is being paid at this moment, and beside it another could be paid as well.
      const { status } = await callStripe((stripe) => stripe.checkout.sessions.retrieve(id));
      if (status === 'open') throw problems.conflict(beingPaid);
    }
  }
}

type SessionFacts = { organizationId: string; customer: string; lookupKey: string; choice: CheckoutChoice };

async function createSession({ organizationId, customer, lookupKey, choice }: SessionFacts): Promise<string> {
  const { data } = await callStripe((stripe) =>
    stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 }),
  );
  const price = data[0];
  if (!price) throw new Error(`Stripe has no active price ${lookupKey}; run \`npm run stripe:sync\`.`);
  const { APP_URL } = env();
  const session = await callStripe((stripe) =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: organizationId,
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { metadata: { organizationId } },
      metadata: { organizationId },
      // Stripe itself replaces the placeholder, so it must not be encoded.
      success_url: `${APP_URL}/billing/success?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${APP_URL}/billing/canceled?plan=${choice.planId}&interval=${choice.interval}`,
    }),
  );
  if (!session.url) throw new Error(`Checkout session ${session.id} has no address to go to.`);
  return session.url;
}
