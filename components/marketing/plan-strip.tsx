import { formatMoney, type Plan } from '@/lib/plans';

/** What the first plans cost and how many jobs each holds: the short form of the pricing page. */
export function PlanStrip({ plans }: { plans: readonly Plan[] }) {
  return (
    <ul className="grid divide-y rounded-lg border sm:grid-cols-3 sm:divide-x sm:divide-y-0">
      {plans.map((plan) => {
        const price = plan.prices.find((each) => each.interval === 'month');
        const savedJobs = plan.limits.saved_jobs.limit;
        return (
          <li key={plan.id} className="grid gap-1 p-5">
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
          </li>
        );
      })}
    </ul>
  );
}
