import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { holdingOrganization } from './customer-lock';
import { describeCustomer } from './describe-customer';
import { isCustomerGone } from './is-customer-gone';
import { callStripe, isReplayedFailure } from './stripe';

/**
 * The organization's Stripe customer, made on first need. However many ask at once, there is one: they queue on a lock
 * of the organization, and should a process die between Stripe's answer and the claim, the stable idempotency key gets
 * the next one the same customer.
 * @returns Stripe's id, `cus_…`
 * @throws ProblemError 404 for an organization that is gone, 503 when Stripe does not answer
 */
export async function ensureCustomer(organizationId: string): Promise<string> {
  const known = await asService('billing.customer', (tx) => claimed(tx, organizationId));
  if (known) return known;
  const { id, isNew } = await holdingOrganization('billing.customer', organizationId, async (tx) => {
    const meanwhile = await claimed(tx, organizationId);
    if (meanwhile) return { id: meanwhile, isNew: false };
    const made = await madeCustomer(organizationId);
    await tx.organization.update({ where: { id: organizationId }, data: { stripeCustomerId: made } });
    return { id: made, isNew: true };
  });
  if (isNew) await tryToDescribe(id);
  return id;
}

async function claimed(tx: Transaction, organizationId: string): Promise<string | null> {
  const organization = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { stripeCustomerId: true },
  });
  if (!organization) throw problems.notFound();
  return organization.stripeCustomerId;
}

/**
 * Makes a customer, or finds the one that a process made which died before it could claim it: the same key gets the
 * same answer. It does so even when that customer was deleted since, and even when the answer was that Stripe had
 * failed. The next key is then made from the dead one's id, or from the spoiled key, so that everybody who comes later
 * walks the same way.
 */
async function madeCustomer(organizationId: string): Promise<string> {
  const key = `foothold:customer:${organizationId}`;
  let idempotencyKey = key;
  for (let step = 0; step < stepsMax; step++) {
    const id = await customerUnder(idempotencyKey, organizationId);
    if (id && !(await isCustomerGone(id))) return id;
    idempotencyKey = id ? `${key}:${id}` : `${idempotencyKey}:again`;
  }
  throw new Error(`Stripe makes no customer for organization ${organizationId} that lasts.`);
}

// Within the day or so for which Stripe remembers a key.
const stepsMax = 20;

/** The customer that a key stands for; null when what it stands for is a failure, which would be replayed for a day. */
async function customerUnder(idempotencyKey: string, organizationId: string): Promise<string | null> {
  try {
    // Nothing that can change may be a parameter here, or a repeat would be another request under the same key.
    const { id } = await callStripe((stripe) =>
      stripe.customers.create({ metadata: { organizationId } }, { idempotencyKey }),
    );
    return id;
  } catch (error) {
    if (!isReplayedFailure(error)) throw error;
    logger.warn(
      { organizationId },
      'Stripe failed under this key before and will go on telling so; taking the next',
    );
    return null;
  }
}

// Checkout works without name and address, so a failure here stops nobody from paying: the worker tries again.
async function tryToDescribe(stripeCustomerId: string): Promise<void> {
  try {
    await describeCustomer(stripeCustomerId);
  } catch (err) {
    logger.warn({ err, stripeCustomerId }, 'the Stripe customer has no name and address yet');
  }
}
