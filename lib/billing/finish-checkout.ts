import type Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { asTenant, PaymentStatus } from '@/lib/db';
import { problems } from '@/lib/http';
import { type CurrentSubscription, currentSubscription } from './current-subscription';
import { customerIdOf } from './customer-id-of';
import { type LifetimeGrant, lifetimeGrantsIn } from './lifetime-grant';
import { isLive } from './live-statuses';
import { type RefusedTrial, refusedTrial } from './refused-trial';
import { callStripe, isInvalidRequest } from './stripe';
import { idOf } from './stripe-values';
import { syncCustomer } from './sync-customer';

/**
 * How a Checkout stands: `paid` with what was bought, a subscription or a plan for good, `processing` while the bank has
 * not confirmed yet, `open` while nothing was paid (`url` leads back to it), `expired` when it can no longer be paid,
 * `ended` when what it bought is over and nothing came after it, or when the payment failed in the end. `trial_refused`
 * when it was to begin with a trial that was had before: nothing was charged.
 */
export type CheckoutResult =
  | { state: 'paid'; subscription: CurrentSubscription; lifetime: null }
  | { state: 'paid'; subscription: null; lifetime: LifetimeGrant }
  | { state: 'processing' }
  | { state: 'open'; url: string | null }
  | { state: 'expired' }
  | ({ state: 'trial_refused' } & RefusedTrial)
  | { state: 'ended' };

/**
 * Looks at a Checkout that the browser says it comes from, and syncs its customer, so that the new plan holds at once
 * and not only when the webhook arrives.
 * @param sessionId from the address, so anything: knowing an id proves nothing, the session must be the organization's
 * @throws ProblemError 404 for a session that does not exist or is another organization's, 503 when Stripe does not
 * answer
 */
export async function finishCheckout(principal: Principal, sessionId: string): Promise<CheckoutResult> {
  const { session, customer } = await ownSession(principal, sessionId);
  if (session.status === 'expired') return { state: 'expired' };
  if (session.status !== 'complete') return { state: 'open', url: session.url };
  await syncCustomer(customer);
  if (session.mode === 'payment') return lifetimeResult(principal, session);
  const subscription = await currentSubscription(principal);
  if (session.payment_status !== 'unpaid') {
    if (subscription) return { state: 'paid', subscription, lifetime: null };
    const refusal = session.subscription && (await refusedTrial(principal, idOf(session.subscription)));
    return refusal ? { state: 'trial_refused', ...refusal } : { state: 'ended' };
  }
  return { state: (await hasEnded(principal, session)) ? 'ended' : 'processing' };
}

/** What came of a payment for good. One that the bank has not confirmed yet can still fail. */
async function lifetimeResult(
  principal: Principal,
  { payment_intent: intent }: Stripe.Checkout.Session,
): Promise<CheckoutResult> {
  if (!intent) return { state: 'ended' };
  const id = idOf(intent);
  const { organizationId } = principal;
  return asTenant(principal, async (tx): Promise<CheckoutResult> => {
    const grants = await lifetimeGrantsIn(tx, organizationId);
    const lifetime = grants.find(({ paymentId }) => paymentId === id);
    if (lifetime) return { state: 'paid', subscription: null, lifetime };
    const pending = await tx.payment.findFirst({
      where: { organizationId, id, status: PaymentStatus.processing },
      select: { id: true },
    });
    return { state: pending ? 'processing' : 'ended' };
  });
}

async function hasEnded(principal: Principal, { subscription }: Stripe.Checkout.Session): Promise<boolean> {
  if (!subscription) return false;
  const row = await asTenant(principal, (tx) =>
    tx.subscription.findFirst({
      where: { organizationId: principal.organizationId, id: idOf(subscription) },
      select: { status: true },
    }),
  );
  return row !== null && !isLive(row.status);
}

type OwnSession = { session: Stripe.Checkout.Session; customer: string };

async function ownSession(principal: Principal, sessionId: string): Promise<OwnSession> {
  if (!/^cs_\w{1,250}$/.test(sessionId)) throw problems.notFound();
  const customer = await customerIdOf(principal);
  // An organization that has never been to Checkout cannot come from one.
  if (!customer) throw problems.notFound();
  const session = await retrieved(sessionId);
  const paidBy = session.customer && idOf(session.customer);
  if (paidBy !== customer || session.client_reference_id !== principal.organizationId)
    throw problems.notFound();
  return { session, customer };
}

async function retrieved(sessionId: string): Promise<Stripe.Checkout.Session> {
  try {
    return await callStripe((stripe) => stripe.checkout.sessions.retrieve(sessionId));
  } catch (error) {
    if (isInvalidRequest(error)) throw problems.notFound();
    throw error;
  }
}
