import { Check } from 'lucide-react';
import { shownPlans } from '@/lib/flags';
import type { Feature, PlanId } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { ButtonLink } from '../ui/button-link';
import { Card, CardBody, CardFooter, CardHeader } from '../ui/card';
import { planWith } from '../usage/feature-plan';

type FeatureOfferProps = {
  feature: Feature;
  /** What the organization has now: its own plan may be one that is not sold. */
  planId: PlanId;
  /** As a sentence's subject: "Importing jobs". */
  what: string;
  /** The verb of that subject. */
  verb?: 'is' | 'are';
  description: string;
  gives: readonly string[];
  note: string;
};

/** What a feature gives, for whoever's plan does not have it, with the lowest plan that does. */
export async function FeatureOffer({
  feature,
  planId,
  what,
  verb = 'is',
  description,
  gives,
  note,
}: FeatureOfferProps) {
  const { plans } = await readCatalogue();
  const plan = planWith(await shownPlans(plans, planId), feature);
  return (
    <Card className="max-w-2xl">
      <CardHeader
        title={plan ? `${what} ${verb} part of ${plan.name}` : `${what} ${verb} not in your plan`}
        description={description}
      />
      <CardBody>
        <ul className="grid gap-2.5 text-sm">
          {gives.map((each) => (
            <li key={each} className="flex gap-2.5">
              <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
              {each}
            </li>
          ))}
        </ul>
      </CardBody>
      <CardFooter>
        <span>{note}</span>
        <ButtonLink href={`/pricing?feature=${feature}`} size="sm">
          {plan ? `See ${plan.name}${plan.monthly ? `, ${plan.monthly} a month` : ''}` : 'See plans'}
        </ButtonLink>
      </CardFooter>
    </Card>
  );
}
