import { choiceQuery } from '@/lib/billing/choice-query';
import { ButtonLink } from '../ui/button-link';
import type { BillingAction } from './billing-action';
import { BillingActionForm } from './billing-action-form';
import type { PlanOffer } from './plan-offer';

type LifetimeOfferProps = {
  offer: Pick<PlanOffer, 'planId' | 'name' | 'lifetime'>;
  /** Whether that is what the person came for. */
  forGood: boolean;
  checkout: BillingAction;
};

/** What a plan costs once and for good, and the way to it. Nothing where it cannot be had. */
export function LifetimeOffer({ offer: { planId, name, lifetime }, forGood, checkout }: LifetimeOfferProps) {
  if (!lifetime || lifetime.action === 'none') return null;
  const label = `Buy ${name} for good`;
  const variant = forGood ? 'primary' : 'secondary';
  return (
    <div className="grid gap-3 border-t pt-4">
      <p>
        Or <span className="tabular font-semibold">{lifetime.price} once</span>, and {name} is yours for good.
      </p>
      {lifetime.action === 'cancel-first' ? (
        <p className="text-13 text-muted-foreground">
          Cancel the present subscription first. You keep it until its end, and nothing is paid twice.
        </p>
      ) : lifetime.action === 'buy' ? (
        <BillingActionForm
          action={checkout}
          fields={{ planId, interval: 'lifetime' }}
          label={label}
          variant={variant}
          buttonClassName="w-full"
        />
      ) : (
        <ButtonLink
          href={`/sign-up?next=${encodeURIComponent(`/pricing?${choiceQuery({ planId, interval: 'lifetime' })}`)}`}
          variant={variant}
          className="w-full"
        >
          {label}
        </ButtonLink>
      )}
    </div>
  );
}
