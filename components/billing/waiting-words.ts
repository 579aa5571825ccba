import type { CurrentSubscription } from '@/lib/billing';
import type { PlanId } from '@/lib/plans';
import { intervalLabel } from './interval-words';
import { longDate } from './subscription-words';

/** See {@link waitingWords}. `keep` is the button that takes the change back, `pay` whether it can be paid. */
export type WaitingWords = { title: string; text: string; keep: string; pay: boolean };

/** The change that waits for a subscription, in words; null when none does. Dates are UTC. */
export function waitingWords(
  { planId, interval, extraSeats, scheduledChange: change, changeUnpaidUntil }: CurrentSubscription,
  nameOf: (planId: PlanId) => string,
): WaitingWords | null {
  const planName = nameOf(planId);
  if (changeUnpaidUntil) {
    return {
      title: 'A change waits for its payment',
      text: `The card was declined, or the bank wants your confirmation. ${planName} stays as it is until it is paid. Unpaid by ${longDate(changeUnpaidUntil)}, the change is dropped.`,
      keep: `Keep ${planName}`,
      pay: true,
    };
  }
  if (!change) return null;
  const parts = [
    ...(change.planId === planId ? [] : [nameOf(change.planId)]),
    ...(change.interval === interval ? [] : [intervalWords(change.interval)]),
    ...(change.extraSeats === extraSeats ? [] : [seatsWords(change.extraSeats)]),
  ];
  return {
    title: `Changes to ${parts.join(', ') || nameOf(change.planId)} on ${longDate(change.at)}`,
    text: `Until then everything stays as it is. Nothing is deleted.`,
    keep: change.planId === planId ? 'Keep it as it is' : `Keep ${planName}`,
    pay: false,
  };
}

/** Seats beyond the included ones, in words. */
export function seatsWords(count: number): string {
  if (count === 0) return 'no extra seats';
  return count === 1 ? '1 extra seat' : `${count} extra seats`;
}

function intervalWords(interval: CurrentSubscription['interval']): string {
  return interval === 'six_months'
    ? 'payment every 6 months'
    : `${intervalLabel[interval].toLowerCase()} payment`;
}
