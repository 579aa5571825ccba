import { formatMoney, type Plan } from '@/lib/plans';
import { featuresOf } from '../billing/feature-words';

/** What the first plans cost, how many jobs each holds and what it adds to the one before: the short form of the pricing page. */
export function PlanStrip({ plans }: { plans: readonly Plan[] }) {
  return (
    <ul className="grid divide-y rounded-lg border sm:grid-cols-3 sm:divide-x sm:divide-y-0">
      {plans.map((plan, index) => {
        const before = plans[index - 1];
        const had = new Set(before ? featuresOf(before) : []);
        const price = plan.prices.find((each) => each.interval === 'month');
        const savedJobs = plan.limits.saved_jobs.limit;
        return (
          <li key={plan.id} className="grid content-start gap-1 p-5">
            <h3 className="font-medium text-sm">{plan.name}</h3>
            <p className="tabular">
              <span className="font-semibold text-2xl">
                {price ? formatMoney(price.unitAmount, price.currency) : '$0'}
              </span>
              {price ? <span className="text-13 text-muted-foreground"> / month</span> : null}
            </p>
            <p className="text-muted-foreground text-sm">
              {savedJobs === null
                ? 'Unlimited saved jobs'
                : `${savedJobs.toLocaleString('en-US')} saved jobs`}
            </p>
            <ul className="text-13 text-muted-foreground">
              {before ? null : <li>The board, the search and the Chrome extension</li>}
              {featuresOf(plan)
                .filter((each) => !had.has(each))
                .map((each) => (
                  <li key={each}>{each}</li>
                ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
