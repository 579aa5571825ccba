import { Check } from 'lucide-react';
import { choiceQuery } from '@/lib/billing/choice-query';
import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { cn } from '../ui/cn';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import { LifetimeOffer } from './lifetime-offer';
import type { PlanOffer } from './plan-offer';
import { withSeats } from './seat-price';
import { SeatStepper } from './seat-stepper';
import { type TrialOffer, trialLine } from './trial-words';

type PlanCardProps = {
  offer: PlanOffer;
  interval: SoldInterval;
  /** Extra seats, for a plan that sells them. */
  seats: number;
  onSeatsChange: (seats: number) => void;
  /** Whether buying it for good is what the person came for. */
  forGood: boolean;
  /** The plan that answers what the person came for. */
  highlighted: boolean;
  /** Whether its button is the page's main one. */
  primary: boolean;
  checkout: BillingAction;
  /** Null where none can be begun. */
  trial: TrialOffer | null;
};

/** One plan: what it costs at this interval, what it gives, and the way to it. */
export function PlanCard(props: PlanCardProps) {
  const { offer, interval, seats, highlighted, trial } = props;
  const price = offer.seats
    ? withSeats(offer.prices[interval], offer.seats, interval, seats)
    : offer.prices[interval];
  const isTried = trial !== null && ['buy', 'sign-up'].includes(offer.action);
  const isForSale = ['buy', 'sign-up', 'change'].includes(offer.action);
  return (
    <li
      className={cn(
        'flex flex-col gap-5 rounded-lg border bg-surface p-5',
        highlighted && isForSale && 'border-primary ring-1 ring-primary',
      )}
    >
      <div className="grid gap-3">
        <div className="flex h-5 items-center justify-between gap-2">
          <h3 className="font-semibold text-base">{offer.name}</h3>
          {offer.action === 'current' ? <Badge tone="primary">Current plan</Badge> : null}
          {offer.action === 'owned' ? <Badge tone="primary">Yours for good</Badge> : null}
          {offer.action !== 'current' && offer.action !== 'owned' && price && price.savingPercent > 0 ? (
            <Badge tone="success">Save {price.savingPercent}%</Badge>
          ) : null}
        </div>
        <p className="tabular flex items-baseline gap-1.5">
          <span className="font-semibold text-3xl">{price?.perMonth ?? '$0'}</span>
          <span className="text-13 text-muted-foreground">/ month</span>
        </p>
        {/* Two lines at every interval, so that the switch moves nothing. */}
        <p className="tabular min-h-10 text-13 text-muted-foreground">
          {price ? (
            <>
              <span className="block first-letter:uppercase">{price.billed}</span>
              {price.note ? <span className="block">{price.note}</span> : null}
            </>
          ) : (
            'Free for good, no card needed'
          )}
        </p>
      </div>
      <ul className="grid gap-2 border-t pt-5">
        {offer.gives.map((line) => (
          <li key={line} className="flex items-start gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-primary" />
            {line}
          </li>
        ))}
      </ul>
      {offer.overage ? (
        <p className="text-13 text-muted-foreground">
          {offer.overage}
          {isTried ? ' In the trial it stops at the limit.' : null}
        </p>
      ) : null}
      <div className="mt-auto grid gap-4">
        {offer.seats && isForSale ? (
          <SeatStepper
            offer={offer.seats}
            interval={interval}
            seats={seats}
            onSeatsChange={props.onSeatsChange}
          />
        ) : null}
        {isTried && price ? (
          <p className="tabular text-13 text-muted-foreground">{trialLine(trial, price, interval)}</p>
        ) : null}
        <OfferButton {...props} />
        <LifetimeOffer {...props} />
      </div>
    </li>
  );
}

type OfferButtonProps = Omit<PlanCardProps, 'highlighted' | 'onSeatsChange'>;

function OfferButton({
  offer: { action, name, planId, prices, seats: sellsSeats },
  interval,
  seats,
  forGood,
  primary,
  checkout,
  trial,
}: OfferButtonProps) {
  const variant = primary && !forGood ? 'primary' : 'secondary';
  const extraSeats = sellsSeats ? seats : 0;
  const isFree = Object.keys(prices).length === 0;
  if (action === 'buy') {
    return (
      <BillingActionForm
        action={checkout}
        fields={{ planId, interval, ...(extraSeats > 0 && { extraSeats: String(extraSeats) }) }}
        label={trial ? `Try ${name} free` : `Get ${name}`}
        variant={variant}
        buttonClassName="w-full"
      />
    );
  }
  if (action === 'sign-up') {
    const choice = `/pricing?${choiceQuery({ planId, interval, extraSeats })}`;
    return (
      <ButtonLink
        href={isFree ? '/sign-up' : `/sign-up?next=${encodeURIComponent(choice)}`}
        variant={variant}
        className="w-full"
      >
        {isFree ? 'Sign up free' : `Get ${name}`}
      </ButtonLink>
    );
  }
  if (action === 'change') {
    return (
      <ButtonLink
        href={`/account/billing/change?${choiceQuery({ planId, interval, extraSeats })}`}
        variant={variant}
        className="w-full"
      >
        Change to {name}
      </ButtonLink>
    );
  }
  if (action === 'later') {
    return (
      <p className="text-13 text-muted-foreground">
        Can be chosen when the present subscription is in order.
      </p>
    );
  }
  if (action !== 'current' && action !== 'owned') return null;
  return (
    <ButtonLink href={isFree ? '/jobs' : '/account/billing'} variant="secondary" className="w-full">
      {isFree ? 'Back to your jobs' : 'See billing'}
    </ButtonLink>
  );
}
