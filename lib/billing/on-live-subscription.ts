import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { idempotently, ProblemError, problems } from '@/lib/http';
import { type CurrentSubscription, liveSubscription, toCurrentSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';
import { holdingCustomer } from './customer-lock';
import { mirrorCustomer } from './mirror-customer';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isInvalidRequest } from './stripe';
import { syncCustomer } from './sync-customer';

/** The row of a live subscription. */
export type LiveSubscription = NonNullable<Awaited<ReturnType<typeof liveSubscription>>>;

/** What is done to a subscription. `key` is the caller's `Idempotency-Key`, `request` what came with it. */
export type SubscriptionChange = {
  operation: `billing.${string}`;
  key: string | undefined;
  request: unknown;
  /** What Stripe is told; sees the subscription as Stripe has it at that moment, and may refuse it by throwing. */
  params: (before: LiveSubscription) => Stripe.SubscriptionUpdateParams;
};

/**
 * Changes the live subscription of the principal's organization in Stripe, and here. Nobody else looks at the customer
 * meanwhile: what the change is decided on is what Stripe says then, not what was mirrored before.
 * Precondition: doing it twice does no harm, for Stripe's answer can be lost after it has done it.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription or when Stripe refuses the
 * change in its state, 503 when Stripe does not answer; whatever `params` throws
 */
export async function changeLiveSubscription(
  principal: Principal,
  { params, ...request }: SubscriptionChange,
): Promise<CurrentSubscription> {
  requireBillingManager(principal);
  const customer = await customerIdOf(principal);
  if (!customer) throw problems.conflict(nothingToChange);
  try {
    return await holdingCustomer(request.operation, customer, (tx) =>
      idempotently(tx, principal, request, async () => {
        const { organizationId } = principal;
        await mirrorCustomer(tx, customer);
        const before = await liveSubscription(tx, organizationId);
        if (!before) throw problems.conflict(nothingToChange);
        await update(before.id, params(before));
        await mirrorCustomer(tx, customer);
        const after = await liveSubscription(tx, organizationId);
        if (!after) throw problems.conflict(nothingToChange);
        return toCurrentSubscription(after);
      }),
    );
  } catch (error) {
    // The way out rolled back what the look at Stripe had taught us, which is why the change was refused.
    if (error instanceof ProblemError && error.code === 'conflict') await syncCustomer(customer);
    throw error;
  }
}

const nothingToChange = 'This organization has no subscription that could be changed; see /pricing.';

async function update(id: string, params: Stripe.SubscriptionUpdateParams): Promise<void> {
  try {
    await callStripe((stripe) => stripe.subscriptions.update(id, params));
  } catch (error) {
    if (!isInvalidRequest(error)) throw error;
    throw problems.conflict(
      'Stripe does not allow this change while the subscription is in its present state. See /account/billing.',
    );
  }
}
