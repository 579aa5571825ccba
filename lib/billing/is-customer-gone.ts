import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { callStripe, isMissing } from './stripe';

/**
 * Whether the customer was deleted in Stripe, which Stripe goes on telling of it. One that it has never heard of
 * is another matter: then the key is most likely that of another account, and to take that for a deletion would end
 * every plan in the database.
 * @throws ProblemError 503 for a customer unknown to Stripe, and as of `callStripe`
 */
export async function isCustomerGone(stripeCustomerId: string): Promise<boolean> {
  try {
    const customer = await callStripe((stripe) => stripe.customers.retrieve(stripeCustomerId));
    return customer.deleted === true;
  } catch (error) {
    if (!isMissing(error)) throw error;
    logger.error(
      { stripeCustomerId },
      'Stripe does not know this customer: is STRIPE_SECRET_KEY that of the account this database began with?',
    );
    throw problems.unavailable('payment service', 300, error);
  }
}
