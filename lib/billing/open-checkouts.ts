import { problems } from '@/lib/http';
import { callStripe, isInvalidRequest, listAll } from './stripe';

/**
 * Closes every Checkout of a customer that could still be paid. Whoever looks at the customer afterwards sees all that
 * was bought.
 * @throws ProblemError 409 `conflict` while one is being paid, 503 when Stripe does not answer
 */
export async function closeOpenCheckouts(customer: string): Promise<void> {
  const open = await listAll((stripe, position) =>
    stripe.checkout.sessions.list({ customer, status: 'open', ...position }),
  );
  for (const { id } of open) {
    try {
      await callStripe((stripe) => stripe.checkout.sessions.expire(id));
    } catch (error) {
      if (!isInvalidRequest(error)) throw error;
      // Paid or run out since it was listed: the look at the subscriptions and payments that follows sees which. One
      // that is still open is being paid at this moment, and beside it another could be paid as well.
      const { status } = await callStripe((stripe) => stripe.checkout.sessions.retrieve(id));
      if (status === 'open') throw problems.conflict(beingPaid);
    }
  }
}

const beingPaid =
  'A payment of this organization is under way in another window. Finish it there, or try again in a few minutes.';
