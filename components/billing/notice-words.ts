import type { CurrentSubscription } from '@/lib/billing';
import type { PlanId } from '@/lib/plans';
import { longDate } from './subscription-words';

/** A subscription, its plan, and the plan whose limits hold now: while nothing was paid, that is another one. */
export type NoticeFacts = {
  subscription: CurrentSubscription;
  planName: string;
  inForce: { planId: PlanId; planName: string };
};

/** See {@link noticeWords}. */
export type NoticeWords = { tone: 'warning' | 'danger'; title: string; text: string };

/**
 * What is amiss or will change about a subscription, in words; null when all is well or when `bannerWords` says it, on
 * every page: a debt. Dates are UTC.
 */
export function noticeWords({ subscription, planName, inForce }: NoticeFacts): NoticeWords | null {
  const { status, endsAt } = subscription;
  const otherLimits = `the limits of ${inForce.planName} apply`;
  if (status === 'past_due' || status === 'unpaid') return null;
  if (status === 'incomplete') {
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
