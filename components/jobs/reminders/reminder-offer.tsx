import { Check } from 'lucide-react';
import { ButtonLink } from '../../ui/button-link';
import { Card, CardBody, CardFooter, CardHeader } from '../../ui/card';

type ReminderOfferProps = {
  /** The lowest plan that has them, as far as one is sold. */
  plan: { name: string; monthly: string | undefined } | null;
  /** Whether the person has some from before, which are paused. */
  paused: boolean;
};

/** What reminders give, for whoever's plan does not have them. */
export function ReminderOffer({ plan, paused }: ReminderOfferProps) {
  return (
    <Card className="max-w-2xl">
      <CardHeader
        title={plan ? `Reminders are part of ${plan.name}` : 'Your plan does not have reminders'}
        description={
          paused
            ? 'Those you have are kept and paused. They go on as soon as your plan has them.'
            : 'So that no application is forgotten.'
        }
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
        <span>By mail and in the app, as you like.</span>
        <ButtonLink href="/pricing?feature=reminders" size="sm">
          {plan ? `See ${plan.name}${plan.monthly ? `, ${plan.monthly} a month` : ''}` : 'See plans'}
        </ButtonLink>
      </CardFooter>
    </Card>
  );
}

const gives = [
  'At a time that you choose, once or again and again',
  'When nothing has happened for some days, so that you follow up in time',
  'A day and an hour before each interview',
  'On Monday mornings: what last week brought, and what this one will',
];
