import type { CurrentSubscription } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';
import { perInterval } from './interval-words';

/** A subscription's state for people: a word for the badge, a sentence about what comes next. */
export type SubscriptionWords = {
  badge: string;
  tone: 'success' | 'warning' | 'danger' | 'neutral';
  price: string;
  next: string;
  /** What is taken off, and until when; null when nothing is. */
  discount: string | null;
};

/** Puts a subscription into words. Dates are UTC, as Stripe counts them. */
export function subscriptionWords(subscription: CurrentSubscription): SubscriptionWords {
  return {
    ...stateWords(subscription),
    price: priceWords(subscription),
    discount: discountWords(subscription),
  };
}

/** A date as people read it: "November 21, 2026". */
export function longDate(iso: string): string {
  day ??= new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(new Date(iso));
}

// Made where it is first wanted: a browser takes longer for the first of them than for all of the code that a page begins with.
let day: Intl.DateTimeFormat | undefined;

function stateWords(subscription: CurrentSubscription): Omit<SubscriptionWords, 'price' | 'discount'> {
  const { status, endsAt, currentPeriodEnd, trialEnd, scheduledChange } = subscription;
  if (status === 'past_due') {
    return { badge: 'Payment failed', tone: 'danger', next: 'The last payment did not go through.' };
  }
  if (status === 'unpaid') {
    return { badge: 'Unpaid', tone: 'danger', next: 'The last invoice is unpaid, and the plan is on hold.' };
  }
  if (status === 'paused') return { badge: 'Paused', tone: 'warning', next: 'The subscription is paused.' };
  if (status === 'incomplete') {
    return { badge: 'Incomplete', tone: 'warning', next: 'The first payment is not complete.' };
  }
  if (endsAt && status === 'trialing') {
    return {
      badge: 'Trial',
      tone: 'warning',
      next: `Trial until ${longDate(endsAt)}, then it ends uncharged.`,
    };
  }
  if (endsAt) return { badge: 'Ending', tone: 'warning', next: `Ends on ${longDate(endsAt)}.` };
  if (status === 'trialing') {
    return {
      badge: 'Trial',
      tone: 'success',
      next: `Trial until ${longDate(trialEnd ?? currentPeriodEnd)}, then the first payment.`,
    };
  }
  if (scheduledChange) {
    return { badge: 'Active', tone: 'success', next: `Changes on ${longDate(scheduledChange.at)}.` };
  }
  return { badge: 'Active', tone: 'success', next: `Renews on ${longDate(currentPeriodEnd)}.` };
}

function priceWords({ unitAmount, quantity, currency, interval, extraSeats }: CurrentSubscription): string {
  const plan = `${formatMoney(unitAmount * quantity, currency)} ${perInterval[interval]}`;
  const each = quantity === 1 ? plan : `${plan} for ${quantity}`;
  return extraSeats === 0 ? each : `${each}, plus ${extraSeats} extra ${extraSeats === 1 ? 'seat' : 'seats'}`;
}

function discountWords({ discount, currency }: CurrentSubscription): string | null {
  if (!discount) return null;
  const { name, percentOff, amountOff, endsAt, once } = discount;
  const off = percentOff === null ? `${formatMoney(amountOff ?? 0, currency)} off` : `${percentOff}% off`;
  const span = once ? 'the next invoice' : endsAt ? `until ${longDate(endsAt)}` : 'for as long as it runs';
  return `${name ?? 'Discount'}: ${off} ${span}.`;
}
