import type { CurrentSubscription } from '@/lib/billing';
import type { CancellationFeedback } from '@/lib/billing/cancellation';
import { longDate } from './subscription-words';

/** The reasons for cancelling, as people would say them. */
export const feedbackWords: Record<CancellationFeedback, string> = {
  too_expensive: 'It costs too much',
  unused: 'I do not use it enough',
  missing_features: 'Something I need is missing',
  switched_service: 'I use something else now',
  too_complex: 'It is too complicated',
  low_quality: 'It does not work well enough',
  customer_service: 'I was not helped well',
  other: 'Something else',
};

/**
 * The plan that ends, whether it bills what is used above its limits, and what is left then: `leftName` is the plan that
 * is owned for good, null for the free one.
 */
export type AfterEnd = { planName: string; billsUse: boolean; leftName: string | null; leftLimits: string };

/** What stays, what changes and what is paid when a subscription is canceled, a sentence each. Dates are UTC. */
export function cancellationEffects(
  { status, currentPeriodEnd }: CurrentSubscription,
  { planName, billsUse, ...after }: AfterEnd,
): string[] {
  const end = longDate(currentPeriodEnd);
  const rest = billsUse
    ? 'What is used above its limits until then is charged at the end, and nothing after.'
    : null;
  return [
    status === 'trialing'
      ? `The trial of ${planName} goes on until ${end}, and nothing is charged.`
      : `You keep ${planName} until ${end}${rest ? `. ${rest}` : ', and there are no further charges.'}`,
    `From then on the limits of ${leftPlan(after)} apply: ${after.leftLimits}.`,
    `Nothing you saved is deleted, even where it is more than ${after.leftName ?? 'the free plan'} holds.`,
    `You can take it back until ${end}.`,
  ];
}

/** As {@link cancellationEffects}, for a subscription that is ended at once. */
export function endingEffects(
  { status, currentPeriodEnd }: CurrentSubscription,
  { planName, billsUse, ...after }: AfterEnd,
): string[] {
  const used = billsUse ? ' What was used above its limits and is not billed yet is charged now.' : '';
  return [
    status === 'trialing'
      ? `The trial of ${planName} ends at once, and nothing is charged.`
      : `${planName} ends at once. What you paid until ${longDate(currentPeriodEnd)} is not given back.${used}`,
    `The limits of ${leftPlan(after)} apply from now on: ${after.leftLimits}.`,
    `Nothing you saved is deleted, even where it is more than ${after.leftName ?? 'the free plan'} holds.`,
    'It cannot be taken back. You can buy a plan again at any time.',
  ];
}

/** What becomes of the rest of the period when a subscription ends with it, and when it ends now. */
export function restWords({ status }: CurrentSubscription): { period_end: string; now: string } {
  return status === 'trialing'
    ? { period_end: 'You use the rest of the trial.', now: 'The rest of the trial is lost.' }
    : { period_end: 'You use what is paid for.', now: 'What is left of the period is not given back.' };
}

/** Whether another plan can be chosen on our pages: not while a payment is open or the subscription rests. */
export function isChangeable({ status, changeUnpaidUntil }: CurrentSubscription): boolean {
  return changeUnpaidUntil === null && (status === 'active' || status === 'trialing');
}

/** Whether a subscription can be canceled on our pages: one that is in order and renews. */
export function isCancellable({ status, endsAt }: CurrentSubscription): boolean {
  return endsAt === null && (status === 'active' || status === 'trialing');
}

function leftPlan({ leftName }: Pick<AfterEnd, 'leftName'>): string {
  return leftName === null ? 'the free plan' : `${leftName}, which is yours for good,`;
}
