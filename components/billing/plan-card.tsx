import { Check } from 'lucide-react';
import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { cn } from '../ui/cn';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import type { PlanOffer } from './plan-offer';

type PlanCardProps = {
  offer: PlanOffer;
  interval: SoldInterval;
  /** The plan that answers what the person came for. */
  highlighted: boolean;
  /** Whether its button is the page's main one. */
  primary: boolean;
  checkout: BillingAction;
};

/** One plan: what it costs at this interval, what it gives, and the way to it. */
export function PlanCard({ offer, interval, highlighted, primary, checkout }: PlanCardProps) {
  const price = offer.prices[interval];
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
          {offer.action !== 'current' && price && price.savingPercent > 0 ? (
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
      <div className="mt-auto">
        <OfferButton offer={offer} interval={interval} primary={primary} checkout={checkout} />
      </div>
    </li>
  );
}

type OfferButtonProps = Omit<PlanCardProps, 'highlighted'>;

function OfferButton({
  offer: { action, name, planId, prices },
  interval,
  primary,
  checkout,
}: OfferButtonProps) {
  const variant = primary ? 'primary' : 'secondary';
  const isFree = Object.keys(prices).length === 0;
  if (action === 'buy') {
    return (
      <BillingActionForm
        action={checkout}
        fields={{ planId, interval }}
        label={`Get ${name}`}
        variant={variant}
        buttonClassName="w-full"
      />
    );
  }
  if (action === 'sign-up') {
    const choice = `/pricing?plan=${planId}&interval=${interval}`;
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
        href={`/account/billing/change?plan=${planId}&interval=${interval}`}
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
  if (action !== 'current') return null;
  return (
    <ButtonLink href={isFree ? '/jobs' : '/account/billing'} variant="secondary" className="w-full">
      {isFree ? 'Back to your jobs' : 'See billing'}
    </ButtonLink>
  );
}
