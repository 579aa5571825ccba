import type { CurrentSubscription } from '@/lib/billing';
import type { PlanId } from '@/lib/plans';
import { graceEnd, longDate } from './subscription-words';

/** A subscription, its plan, and the plan whose limits hold now: while nothing was paid, that is another one. */
export type NoticeFacts = {
  subscription: CurrentSubscription;
  planName: string;
  inForce: { planId: PlanId; planName: string };
};

/** See {@link noticeWords}. */
export type NoticeWords = { tone: 'warning' | 'danger'; title: string; text: string };

/** What is amiss or will change about a subscription, in words; null when all is well. Dates are UTC. */
export function noticeWords({ subscription, planName, inForce }: NoticeFacts): NoticeWords | null {
  const { status, endsAt, pastDueSince, planId } = subscription;
  const holds = inForce.planId === planId;
  const otherLimits = `the limits of ${inForce.planName} apply`;
  if (status === 'past_due' && pastDueSince) {
    const until = longDate(graceEnd(pastDueSince));
    return {
      tone: 'danger',
      title: 'The last payment failed',
      text: holds
        ? `${planName} holds until ${until}. Update the payment method to keep it. Nothing is deleted.`
        : `${planName} held until ${until}; since then ${otherLimits}. Update the payment method to get it back. Nothing was deleted.`,
    };
  }
  if (status === 'unpaid' || status === 'incomplete') {
    return {
      tone: 'danger',
      title: 'A payment is missing',
      text: `Until it is paid, ${otherLimits}. Nothing is deleted.`,
    };
  }
  if (status === 'paused') {
    return {
      tone: 'warning',
      title: `${planName} is paused`,
      text: `Until it goes on, ${otherLimits}. Add a payment method to let it go on. Nothing is deleted.`,
    };
  }
  if (!endsAt) return null;
  return {
    tone: 'warning',
    title: `${planName} ends on ${longDate(endsAt)}`,
    text: 'Until then everything stays as it is. Afterwards the limits of the free plan apply; nothing is deleted.',
  };
}
