import type { CurrentSubscription } from '@/lib/billing';
import { longDate } from './subscription-words';

/** See {@link changeWords}. `remedy` is where it begins: in Stripe's portal, or nowhere but with the calendar. */
export type ChangeWords = { title: string; text: string; remedy: 'portal' | 'wait' };

/** How somebody with a subscription comes to another plan, in words. Dates are UTC. */
export function changeWords(
  { status, endsAt, currentPeriodEnd }: CurrentSubscription,
  planName: string,
): ChangeWords {
  if (status !== 'active' && status !== 'trialing') {
    return {
      title: `A payment for ${planName} is open`,
      text: 'Pay it or cancel the subscription in the billing portal. Another plan can be chosen here once the subscription has ended.',
      remedy: 'portal',
    };
  }
  if (endsAt) {
    return {
      title: `${planName} ends on ${longDate(endsAt)}`,
      text: 'From then on, choose the next plan here. Nothing that you saved is deleted in between.',
      remedy: 'wait',
    };
  }
  return {
    title: `Changing from ${planName} to another plan`,
    text: `There is one plan at a time. Cancel ${planName} in the billing portal: you keep it until ${longDate(currentPeriodEnd)}, then you choose the next plan here. Nothing that you saved is deleted in between.`,
    remedy: 'portal',
  };
}
