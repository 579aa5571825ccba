import type { Transaction } from '@/lib/db';
import { ProblemError } from '@/lib/http';
import { logger, reconciliationDrift } from '@/lib/observability';
import { compareRows, type Difference } from './compare-rows';
import { holdingCustomer } from './customer-lock';
import { isCustomerGone } from './is-customer-gone';
import { isUnavailable } from './is-unavailable';
import { formerOwnerOf, mirrorCustomer, rowsOf, subscriptionsOf } from './mirror-customer';
import { formerMoneyOf, moneyOf, moneyRows } from './mirror-money';
import { isMissing, isStripeAvailable } from './stripe';

/** A difference between the database and Stripe, and whether the repair has ended it. */
export type Drift = Difference & { stripeCustomerId: string; repaired: boolean };

/**
 * Compares all that is mirrored of a customer with Stripe, and repairs what differs by the same sync as everything else.
 * Nobody else looks at the customer meanwhile, so that what is found is a drift and not a change on its way. Of a
 * customer that nobody has claimed by then, only what it paid is compared.
 * @returns the drifts; null when the customer could not be looked at now
 * @throws ProblemError 503 once Stripe is down altogether
 */
export async function reconcileCustomer(stripeCustomerId: string): Promise<Drift[] | null> {
  let found: Difference[] = [];
  try {
    const left = await holdingCustomer('billing.reconcile', stripeCustomerId, async (tx) => {
      found = await differencesOf(tx, stripeCustomerId);
      if (found.length === 0) return [];
      await mirrorCustomer(tx, stripeCustomerId);
      return differencesOf(tx, stripeCustomerId);
    });
    return drifts(stripeCustomerId, found, new Set(left.map(placeOf)));
  } catch (error) {
    if (isUnknownToStripe(error)) return drifts(stripeCustomerId, [unknownToStripe(stripeCustomerId)]);
    if (isUnavailable(error)) {
      if (!isStripeAvailable()) throw error;
      logger.warn({ err: error, stripeCustomerId }, 'this customer could not be compared with Stripe');
      return null;
    }
    logger.error({ err: error, stripeCustomerId }, 'this customer cannot be synced');
    return drifts(stripeCustomerId, found.length > 0 ? found : [notSyncable(stripeCustomerId, error)]);
  }
}

/** The differences of one customer: its claim when Stripe has deleted it, all of its rows otherwise. */
async function differencesOf(tx: Transaction, stripeCustomerId: string): Promise<Difference[]> {
  const organization = await tx.organization.findUnique({
    where: { stripeCustomerId },
    select: { id: true },
  });
  if (!organization) return formerDifferencesOf(tx, stripeCustomerId);
  const organizationId = organization.id;
  const subscriptions = await subscriptionsOf(stripeCustomerId);
  if (!subscriptions) {
    return [{ objectId: stripeCustomerId, field: CLAIM, ours: organizationId, theirs: null }];
  }
  const money = await moneyOf(stripeCustomerId);
  const wanted = await rowsOf(tx, subscriptions, money);
  const own = { organizationId, stripeCustomerId };
  const { invoices, payments } = moneyRows(own, money);
  return [
    ...compareRows(
      await tx.subscription.findMany({ where: { organizationId } }),
      wanted.map(({ subscription }) => subscription),
    ),
    ...compareRows(
      await tx.subscriptionItem.findMany({ where: { organizationId } }),
      wanted.flatMap(({ items }) => items),
    ),
    ...compareRows(await tx.invoice.findMany({ where: own }), invoices),
    ...compareRows(await tx.payment.findMany({ where: own }), payments),
  ];
}

/** What a customer that was deleted has paid, and what of it was given back since. */
async function formerDifferencesOf(tx: Transaction, stripeCustomerId: string): Promise<Difference[]> {
  const organizationId = await formerOwnerOf(tx, stripeCustomerId);
  if (organizationId === null) return [];
  await isCustomerGone(stripeCustomerId);
  const own = { organizationId, stripeCustomerId };
  const money = await formerMoneyOf(stripeCustomerId);
  if (!money) return [];
  const { payments } = moneyRows(own, money);
  // What Stripe does not list of it any more is no drift: the mirror keeps it.
  const listed = { ...own, id: { in: payments.map(({ id }) => id) } };
  return compareRows(await tx.payment.findMany({ where: listed }), payments);
}

/** The `field` that tells whose customer one is. */
export const CLAIM = 'organization';

/** Makes drifts of differences: logs each and counts it. `left` are the places that the repair did not change. */
export function drifts(
  stripeCustomerId: string,
  found: readonly Difference[],
  left: ReadonlySet<string> = new Set(found.map(placeOf)),
): Drift[] {
  return found.map((difference) => {
    const drift = { ...difference, stripeCustomerId, repaired: !left.has(placeOf(difference)) };
    reconciliationDrift.inc();
    logger[drift.repaired ? 'warn' : 'error'](drift, 'the database and Stripe differed');
    return drift;
  });
}

function placeOf({ objectId, field }: Difference): string {
  return `${objectId} ${field}`;
}

// As `isCustomerGone` tells of an id that Stripe has never heard of.
function isUnknownToStripe(error: unknown): boolean {
  return error instanceof ProblemError && isMissing(error.cause);
}

function unknownToStripe(stripeCustomerId: string): Difference {
  return { objectId: stripeCustomerId, field: CLAIM, ours: 'claimed', theirs: 'unknown customer' };
}

function notSyncable(stripeCustomerId: string, error: unknown): Difference {
  const theirs = error instanceof Error ? error.message.slice(0, 500) : 'unknown error';
  return { objectId: stripeCustomerId, field: 'sync', ours: null, theirs };
}
