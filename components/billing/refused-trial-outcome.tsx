import { CircleX } from 'lucide-react';
import type { CheckoutResult } from '@/lib/billing';
import { formatMoney, type Plan } from '@/lib/plans';
import { ButtonLink } from '../ui/button-link';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import { perInterval } from './interval-words';
import { Outcome } from './outcome';
import { refusedTrialWords } from './trial-words';

type RefusedTrialOutcomeProps = {
  refusal: Extract<CheckoutResult, { state: 'trial_refused' }>;
  plans: readonly Plan[];
  checkout: BillingAction;
};

/** A trial that was not begun because the person or the card has had one, with the way to buy without. */
export function RefusedTrialOutcome({ refusal: { by, choice }, plans, checkout }: RefusedTrialOutcomeProps) {
  const { planId, interval, extraSeats } = choice;
  const plan = plans.find(({ id }) => id === planId);
  const planName = plan?.name ?? planId;
  return (
    <Outcome
      icon={CircleX}
      tone="neutral"
      {...refusedTrialWords(by, planName)}
      actions={
        <>
          <BillingActionForm
            action={checkout}
            fields={{ planId, interval, extraSeats: String(extraSeats) }}
            label={buyWords(plan, choice) ?? `Get ${planName} without a trial`}
          />
          <ButtonLink href="/jobs" variant="secondary">
            Back to your jobs
          </ButtonLink>
        </>
      }
    />
  );
}

/** What is bought for how much; null where the price is not that of the plan alone. */
function buyWords(
  plan: Plan | undefined,
  { interval, extraSeats }: RefusedTrialOutcomeProps['refusal']['choice'],
): string | null {
  const price = plan?.prices.find((each) => each.interval === interval);
  if (!plan || !price || extraSeats > 0) return null;
  return `Get ${plan.name} for ${formatMoney(price.unitAmount, price.currency)} ${perInterval[interval]}`;
}
