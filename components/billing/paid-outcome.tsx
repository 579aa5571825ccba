import { CircleCheck } from 'lucide-react';
import type { CurrentSubscription, LifetimeGrant } from '@/lib/billing';
import type { Plan } from '@/lib/plans';
import { ButtonLink } from '../ui/button-link';
import { Card } from '../ui/card';
import { ownedWords } from './lifetime-words';
import { metricWords, offeredMetrics } from './limit-words';
import { Outcome } from './outcome';
import { subscriptionWords } from './subscription-words';
import { begunTrialWords } from './trial-words';

type PaidOutcomeProps = {
  /** What was paid for, by interval or for good. */
  bought: CurrentSubscription | LifetimeGrant;
  plans: readonly Plan[];
};

/** The plan that was just paid for, with the limits it gives from now on. */
export function PaidOutcome({ bought, plans }: PaidOutcomeProps) {
  const plan = plans.find((each) => each.id === bought.planId);
  const before = plans.find((each) => each.id === 'free');
  const name = plan?.name ?? bought.planId;
  const { title, description } = wordsOf(bought, name);
  return (
    <Outcome
      icon={CircleCheck}
      tone="success"
      title={title}
      description={description}
      actions={
        <>
          <ButtonLink href="/jobs">Back to your jobs</ButtonLink>
          <ButtonLink href="/account/billing" variant="secondary">
            See billing
          </ButtonLink>
        </>
      }
    >
      {plan ? (
        <Card>
          <h2 className="border-b px-4 py-2.5 font-medium text-13 text-muted-foreground">
            Your limits from now on
          </h2>
          <dl className="divide-y">
            {offeredMetrics.map((metric) => (
              <div key={metric} className="flex items-baseline justify-between gap-4 px-4 py-2.5">
                <dt>{metricWords[metric].title}</dt>
                <dd className="tabular flex items-baseline gap-3">
                  <Former limit={before?.limits[metric].limit} now={plan.limits[metric].limit} />
                  <span className="font-semibold">{inWords(plan.limits[metric].limit)}</span>
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      ) : null}
    </Outcome>
  );
}

function wordsOf(
  bought: CurrentSubscription | LifetimeGrant,
  name: string,
): { title: string; description: string } {
  if ('paymentId' in bought) return { title: `${name} is yours for good`, description: ownedWords(bought) };
  const { price, discount, next } = subscriptionWords(bought);
  if (bought.status === 'trialing' && !bought.endsAt)
    return begunTrialWords(bought, { name, price, discount });
  return {
    title: `You are on ${name}`,
    description: [`${price}.`, discount, next].filter(Boolean).join(' '),
  };
}

/** What the free plan gives, where it is less. */
function Former({ limit, now }: { limit: number | null | undefined; now: number | null }) {
  if (limit === undefined || limit === now) return null;
  return <span className="text-13 text-muted-foreground">{inWords(limit)} on Free</span>;
}

function inWords(limit: number | null): string {
  return limit === null ? 'Unlimited' : limit.toLocaleString('en-US');
}
