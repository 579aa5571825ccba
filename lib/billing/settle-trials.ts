import type Stripe from 'stripe';
import { z } from 'zod';
import type { Transaction } from '@/lib/db';
import { logger } from '@/lib/observability';
import { cardFingerprint, withPaymentMethod } from './card-fingerprint';
import { callStripe, isMissing } from './stripe';
import { TRIAL_USER } from './trial-order';

/** A customer's subscriptions after their trials were settled, and the ids of those whose trial was refused by it. */
export type SettledTrials = { subscriptions: Stripe.Subscription[]; refused: string[] };

/**
 * Grants or refuses the trials that a customer's subscriptions began with: there is one for each person and each card,
 * and which card it is, only Checkout has learned. The first who comes claims both by one row of `trial_redemptions`;
 * for everybody else its unique keys refuse it, however many ask in the same moment. A refused trial is ended in Stripe
 * while it is one, so that nothing is ever charged for it; a subscription that was paid meanwhile lives on.
 *
 * Runs with every sync and converges: the claim commits together with the mirror, after Stripe has ended what is refused.
 * Whoever dies in between leaves no claim, and the next sync comes to the same answer.
 * Precondition: as of `mirrorCustomer`, whose part this is. Errors as of `callStripe`.
 * @param found all that Stripe has of the customer
 */
export async function settleTrials(
  tx: Transaction,
  organizationId: string,
  found: readonly Stripe.Subscription[],
): Promise<SettledTrials> {
  const trials = found.flatMap((subscription) => trialOf(subscription) ?? []);
  if (trials.length === 0) return { subscriptions: [...found], refused: [] };
  const rows = await tx.trialRedemption.findMany({
    // By person, too: a customer that was handed to another organization keeps the trial that it has.
    where: { OR: [{ organizationId }, { userId: { in: trials.map(({ userId }) => userId) } }] },
  });
  const settled = new Map(rows.map(({ subscriptionId, refusedAt }) => [subscriptionId, refusedAt === null]));
  const after = new Map(found.map((each) => [each.id, each]));
  const refused: string[] = [];
  for (const { subscription, userId } of trials) {
    const { id } = subscription;
    const known = settled.get(id);
    const isGranted = known ?? (await claim(tx, { organizationId, subscriptionId: id, userId }));
    if (isGranted) continue;
    const now = subscription.status === 'trialing' ? await endTrial(id) : subscription;
    after.set(id, now);
    // Of one that was paid meanwhile there is nothing to tell.
    if (known === undefined && now.status === 'canceled') refused.push(id);
  }
  return { subscriptions: [...after.values()], refused };
}

type Trial = { subscription: Stripe.Subscription; userId: string };

/** Null for what began without a trial, or with one that somebody gave by hand at Stripe. */
function trialOf(subscription: Stripe.Subscription): Trial | null {
  if (subscription.trial_start === null) return null;
  const { success, data } = userIdSchema.safeParse(subscription.metadata[TRIAL_USER]);
  return success ? { subscription, userId: data } : null;
}

const userIdSchema = z.uuid();

type Claim = { organizationId: string; subscriptionId: string; userId: string };

/**
 * Writes down whose trial it is, or that it is nobody's: for good.
 * @returns whether it is granted; waits for a transaction that claims the same person or card at this moment
 */
async function claim(tx: Transaction, { organizationId, subscriptionId, userId }: Claim): Promise<boolean> {
  const fingerprint = cardFingerprint(
    await callStripe((stripe) =>
      stripe.subscriptions.retrieve(subscriptionId, { expand: withPaymentMethod }),
    ),
  );
  const granted = await tx.$executeRaw`
    insert into app.trial_redemptions (organization_id, subscription_id, user_id, card_fingerprint)
    values (${organizationId}::uuid, ${subscriptionId}, ${userId}::uuid, ${fingerprint})
    on conflict do nothing`;
  if (granted === 1) return true;
  logger.info({ organizationId, subscriptionId }, 'this person or card has had a trial; it is refused');
  await tx.$executeRaw`
    insert into app.trial_redemptions (organization_id, subscription_id, refused_at)
    values (${organizationId}::uuid, ${subscriptionId}, now())`;
  return false;
}

/**
 * Ends a subscription in Stripe unless its trial is over by now, for then it was paid.
 * @returns it as it is afterwards
 */
async function endTrial(id: string): Promise<Stripe.Subscription> {
  const present = await callStripe((stripe) => stripe.subscriptions.retrieve(id));
  if (present.status !== 'trialing') return present;
  try {
    return await callStripe((stripe) =>
      stripe.subscriptions.cancel(id, {
        cancellation_details: { comment: 'Trial refused: this person or card has had one before.' },
      }),
    );
  } catch (error) {
    // Ended by somebody else in the same moment, or by us, if the answer to that was lost.
    if (!isMissing(error)) throw error;
    return callStripe((stripe) => stripe.subscriptions.retrieve(id));
  }
}
