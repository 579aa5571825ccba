import type Stripe from 'stripe';
import { type AuditAction, type AuditActor, recordAudit } from '@/lib/audit';
import { actorOf, type Principal } from '@/lib/auth';
import { idempotently, ProblemError, problems } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { type CurrentSubscription, liveSubscription, toCurrentSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';
import { holdingCustomer } from './customer-lock';
import { lifetimeGrantsIn } from './lifetime-grant';
import { mirrorCustomer } from './mirror-customer';
import { closeOpenCheckouts } from './open-checkouts';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isInvalidRequest } from './stripe';
import { syncCustomer } from './sync-customer';

/** What is done to a subscription. `key` is the caller's `Idempotency-Key`, `request` what came with it. */
export type SubscriptionOperation<Outcome> = {
  operation: `billing.${string}`;
  /** How the audit log names it. */
  action: Extract<AuditAction, `subscription.${string}`>;
  /** Who really does it, where that is not the principal. */
  actor?: AuditActor | undefined;
  key: string | undefined;
  request: unknown;
  /**
   * Sees the subscription as Stripe has it at that moment, its plan and what is owned for good besides; changes it there,
   * and may refuse by throwing.
   */
  work: (subscription: Stripe.Subscription, plans: HeldPlans) => Promise<Outcome>;
};

/** The plan of a subscription, and the one that the organization owns for good. */
export type HeldPlans = { planId: PlanId; lifetimePlanId: PlanId | null };

/** What came of an operation, and the live subscription after it: null when there is none any more. */
export type OperationResult<Outcome> = { outcome: Outcome; subscription: CurrentSubscription | null };

/**
 * Works on the live subscription of the principal's organization in Stripe, and mirrors what came of it. Nobody else
 * works on the customer meanwhile, and no Checkout of it can be paid: what is done is decided on what Stripe says then,
 * not on what was mirrored before.
 * Precondition: `work` can be repeated from wherever it stopped, for Stripe's answer can be lost after it has done
 * something, and the process can die between two steps; its outcome is plain JSON.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` without a live subscription or when Stripe refuses
 * what is done in the subscription's state, 503 when Stripe does not answer; whatever `work` throws
 */
export async function onLiveSubscription<Outcome>(
  principal: Principal,
  { work, action, actor, ...request }: SubscriptionOperation<Outcome>,
): Promise<OperationResult<Outcome>> {
  requireBillingManager(principal);
  const customer = await customerIdOf(principal);
  if (!customer) throw problems.conflict(nothingToChange);
  try {
    return await holdingCustomer(request.operation, customer, (tx) =>
      idempotently(tx, principal, request, async () => {
        const { organizationId } = principal;
        // As for a purchase: a plan for good that is paid beside a subscription set to end must not meet one that goes on.
        await closeOpenCheckouts(customer);
        await mirrorCustomer(tx, customer);
        const before = await liveSubscription(tx, organizationId);
        if (!before) throw problems.conflict(nothingToChange);
        const [owned] = await lifetimeGrantsIn(tx, organizationId);
        const plans = { planId: before.planId, lifetimePlanId: owned?.planId ?? null };
        const outcome = await refusalsAsConflict(async () =>
          work(await subscriptionInStripe(before.id), plans),
        );
        await mirrorCustomer(tx, customer);
        const after = await liveSubscription(tx, organizationId);
        await recordAudit(tx, {
          actor: actor ?? actorOf(principal),
          action,
          target: { kind: 'subscription', id: before.id },
          organizationId,
          before: ordered(before),
          after: after && ordered(after),
        });
        return { outcome, subscription: after && toCurrentSubscription(after) };
      }),
    );
  } catch (error) {
    // The way out rolled back what the look at Stripe had taught us, which is why it was refused.
    if (error instanceof ProblemError && error.code === 'conflict') await syncCustomer(customer);
    throw error;
  }
}

// What people decide about; all else is Stripe's to say, and recorded when it is mirrored.
function ordered(row: Parameters<typeof toCurrentSubscription>[0]) {
  const { planId, interval, extraSeats, endsAt, scheduledChange, changeUnpaidUntil } =
    toCurrentSubscription(row);
  return { planId, interval, extraSeats, endsAt, scheduledChange, changeUnpaidUntil };
}

/** For whoever has no live subscription. */
export const nothingToChange = 'This organization has no subscription that could be changed; see /pricing.';

/** The subscription of a result that cannot be without one. @throws ProblemError 409 when it ended meanwhile */
export function stillLive({ subscription }: OperationResult<unknown>): CurrentSubscription {
  if (!subscription) throw problems.conflict(nothingToChange);
  return subscription;
}

/** A subscription as Stripe has it now. Errors as of `callStripe`. */
export function subscriptionInStripe(id: string): Promise<Stripe.Subscription> {
  return callStripe((stripe) => stripe.subscriptions.retrieve(id));
}

/** Runs calls to Stripe whose refusal means that the subscription is not in a state for them. */
async function refusalsAsConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isInvalidRequest(error)) throw error;
    throw problems.conflict(
      'Stripe does not allow this change while the subscription is in its present state. See /account/billing.',
    );
  }
}
