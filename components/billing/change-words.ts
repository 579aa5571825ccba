import type { CurrentSubscription } from '@/lib/billing';
import { isChangeable } from './cancellation-words';
import { longDate } from './subscription-words';

/** See {@link changeWords}. `remedy` is where it begins: the page that changes plans, the billing page, or Stripe's portal. */
export type ChangeWords = { title: string; text: string; remedy: 'change' | 'billing' | 'portal' };

/** How somebody with a subscription comes to another plan, in words. Dates are UTC. */
export function changeWords(subscription: CurrentSubscription, planName: string): ChangeWords {
  const { status, endsAt, currentPeriodEnd, changeUnpaidUntil } = subscription;
  if (changeUnpaidUntil) {
    return {
      title: 'A change waits for its payment',
      text: 'Pay it or take it back on the billing page. Then another plan can be chosen.',
      remedy: 'billing',
    };
  }
  if (!isChangeable(subscription)) {
    return {
      title: `A payment for ${planName} is open`,
      text: 'Pay it or cancel the subscription in the billing portal. Then another plan can be chosen here.',
      remedy: 'portal',
    };
  }
  if (endsAt) {
    return {
      title: `${planName} ends on ${longDate(endsAt)}`,
      text: 'A bigger plan lets it go on. For a smaller one, keep the plan first. Nothing that you saved is deleted.',
      remedy: 'billing',
    };
  }
  return {
    title: `Changing from ${planName} to another plan`,
    text: `${
      status === 'trialing'
        ? 'During the trial every change holds at once and costs nothing yet.'
        : `A bigger plan holds at once, for the difference. A smaller one begins on ${longDate(currentPeriodEnd)}.`
    } You see what it costs before you confirm.`,
    remedy: 'change',
  };
}
