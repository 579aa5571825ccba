import { z } from 'zod';
import type { BillingNoticeKind } from '@/lib/db';
import { type PlanId, planIds } from '@/lib/plans';
import { graceEnd } from './access';
import type { LifetimeGrant } from './lifetime-grant';
import { isLive, isOwing } from './live-statuses';

/**
 * What a mail needs to know, as it was when its reason was seen. `amount` is in minor units of `currency`; `at` is when
 * something changes: the end of the grace or of the trial.
 */
export const noticeFactsSchema = z.object({
  planId: z.enum(planIds).optional(),
  subscriptionId: z.string().optional(),
  invoiceId: z.string().optional(),
  amount: z.int().optional(),
  currency: z.string().optional(),
  at: z.iso.datetime().optional(),
  /** Whether a subscription ended because it was not paid. */
  unpaid: z.boolean().optional(),
});
/** See {@link noticeFactsSchema}. */
export type NoticeFacts = z.infer<typeof noticeFactsSchema>;

/** Something that owners and admins are told once per key, however often it is seen. */
export type BillingNotice = { key: string; kind: BillingNoticeKind; facts: NoticeFacts };

/** What the mirror says of an organization, as far as notices depend on it. */
export type BillingState = {
  /** The plan in force. */
  planId: PlanId;
  subscriptions: { id: string; planId: PlanId; status: string; pastDueSince: Date | null }[];
  /** Invoices that were tried to be collected in vain, oldest first. */
  owed: {
    id: string;
    subscriptionId: string | null;
    amount: number;
    currency: string;
    needsAction: boolean;
  }[];
  /** Plans that are owned for good. */
  grants: Pick<LifetimeGrant, 'paymentId' | 'planId'>[];
};

/**
 * What people are to be told of what a sync changed. Only subscriptions that were mirrored before give notices: what
 * the first look at a customer finds is history.
 */
export function noticesBetween(before: BillingState, after: BillingState): BillingNotice[] {
  return [...subscriptionNotices(before, after), ...lifetimeNotices(before, after)];
}

/** One per payment that bought a plan for good; one that is won back from a dispute is no news. */
function lifetimeNotices(before: BillingState, after: BillingState): BillingNotice[] {
  return after.grants
    .filter(({ paymentId }) => !before.grants.some((known) => known.paymentId === paymentId))
    .map(({ paymentId, planId }) => ({
      key: `lifetime_bought:${paymentId}`,
      kind: 'lifetime_bought',
      facts: { planId },
    }));
}

function subscriptionNotices(before: BillingState, after: BillingState): BillingNotice[] {
  return after.subscriptions.flatMap((now) => {
    const was = before.subscriptions.find(({ id }) => id === now.id);
    if (!was) return [];
    if (isOwing(now.status)) return owingNotices(before, after, { was, now });
    const facts = { planId: now.planId, subscriptionId: now.id };
    if (isOwing(was.status) && isServed(now.status)) {
      const since = (was.pastDueSince?.getTime() ?? 0) / 1000;
      return [{ key: `payment_recovered:${now.id}:${since}`, kind: 'payment_recovered' as const, facts }];
    }
    // Who has another plan instead has lost nothing.
    if (isLive(was.status) && now.status === 'canceled' && after.planId === 'free') {
      const unpaid = isOwing(was.status) || after.owed.some((each) => each.subscriptionId === now.id);
      return [
        {
          key: `subscription_ended:${now.id}`,
          kind: 'subscription_ended' as const,
          facts: { ...facts, unpaid },
        },
      ];
    }
    return [];
  });
}

type Subscription = BillingState['subscriptions'][number];

/** The newest invoice decides: whoever pays it is served again. One notice per invoice, not per attempt. */
function owingNotices(
  before: BillingState,
  after: BillingState,
  { was, now }: { was: Subscription; now: Subscription },
): BillingNotice[] {
  const invoice = after.owed.findLast(({ subscriptionId }) => subscriptionId === now.id);
  if (!invoice) return [];
  const former = before.owed.find(({ id }) => id === invoice.id);
  const isNew = !isOwing(was.status) || !former;
  const isAsked = invoice.needsAction && !former?.needsAction;
  if (!isNew && !isAsked) return [];
  const kind = invoice.needsAction ? ('payment_action_required' as const) : ('payment_failed' as const);
  const facts = {
    planId: now.planId,
    subscriptionId: now.id,
    invoiceId: invoice.id,
    amount: invoice.amount,
    currency: invoice.currency,
    ...(now.status === 'past_due' && now.pastDueSince
      ? { at: graceEnd(now.pastDueSince).toISOString() }
      : {}),
  };
  return [{ key: `${kind}:${invoice.id}`, kind, facts }];
}

function isServed(status: string): boolean {
  return status === 'active' || status === 'trialing';
}
