import type { CurrentSubscription, TrialStanding } from '@/lib/billing';
import type { SoldInterval } from '@/lib/billing/sold-intervals';
import type { Plan } from '@/lib/plans';
import type { OfferPrice } from './offer-price';
import { longDate } from './subscription-words';

/** A trial that can be begun: how many days are free, and a sentence about what follows or who can begin it. */
export type TrialOffer = { days: number; rest: string };

/**
 * The trial of a plan for who may begin it, before the card is known; null where there is none. Dates are UTC.
 * @param standing `unknown` for a visitor: nobody can say whether they have had one
 */
export function trialOffer(
  { trialDays: days }: Pick<Plan, 'trialDays'>,
  standing: TrialStanding | 'unknown',
  now: Date,
): TrialOffer | null {
  if (days === 0) return null;
  if (standing === 'unknown') return { days, rest: 'The trial is once for each person and card.' };
  if (standing !== 'available') return null;
  const first = longDate(new Date(now.getTime() + days * 86_400_000).toISOString());
  return { days, rest: `First charged on ${first}.` };
}

/** How long a plan is free, what it costs then, and when that is first charged: what is told before paying. */
export function trialLine({ days, rest }: TrialOffer, price: OfferPrice, interval: SoldInterval): string {
  const cost = interval === 'month' ? `${price.perMonth} per month` : price.billed;
  return `${days === 1 ? '1 day' : `${days} days`} free, then ${cost}. ${rest}`;
}

/** Why there is no trial where one might be expected; null where there is one. */
export function noTrialWords(standing: TrialStanding): string | null {
  if (standing === 'available') return null;
  return standing === 'used_by_person'
    ? 'You have had your trial, so a plan is charged from the first day.'
    : 'The trial is for the first plan of an organization, so here a plan is charged from the first day.';
}

/** What was just begun, for who comes back from Checkout with a trial. */
export function begunTrialWords(
  { trialEnd, currentPeriodEnd }: CurrentSubscription,
  { name, price, discount }: { name: string; price: string; discount: string | null },
): { title: string; description: string } {
  const end = longDate(trialEnd ?? currentPeriodEnd);
  return {
    title: `Your trial of ${name} has begun`,
    description: [
      `It is free until ${end}, when it is charged for the first time: ${price}.`,
      discount,
      'Cancel before and nothing is charged.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** Why a trial that Checkout was to begin was not begun, and that it cost nothing. */
export function refusedTrialWords(
  by: 'person' | 'card',
  planName: string,
): { title: string; description: string } {
  const who = by === 'person' ? 'You have' : 'This card has';
  return {
    title: `${who} already had a trial`,
    description: `There is one for each person and each card. Nothing was charged, and ${planName} has not begun. You can have it without a trial.`,
  };
}
