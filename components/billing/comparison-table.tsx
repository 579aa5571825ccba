import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { soldIntervals } from '@/lib/billing/sold-intervals';
import { formatMoney, type Plan } from '@/lib/plans';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { featureWords, offeredFeatures } from './feature-words';
import { intervalLabel } from './interval-words';
import { metricWords, offeredMetrics } from './limit-words';

/** Every plan beside the others: prices in full, limits, what some of them have, and what all do. */
export function ComparisonTable({ plans }: { plans: readonly Plan[] }) {
  return (
    <Table scrollLabel="Comparison of all plans" className="min-w-180 table-fixed">
      <TableHeader>
        <TableRow>
          <TableHead className="sticky left-0 z-10 w-48 border-r bg-subtle max-sm:w-36">
            <span className="sr-only">What is compared</span>
          </TableHead>
          {plans.map((plan) => (
            <TableHead key={plan.id} align="end" className="text-foreground!">
              {plan.name}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {soldIntervals.map((interval) => (
          <Line key={interval} title={`Price, ${intervalLabel[interval].toLowerCase()}`}>
            {plans.map((plan) => {
              const price = plan.prices.find((each) => each.interval === interval);
              return (
                <TableCell key={plan.id} align="end">
                  {price ? formatMoney(price.unitAmount, price.currency) : '$0'}
                </TableCell>
              );
            })}
          </Line>
        ))}
        {plans.some((plan) => lifetimePrice(plan)) ? (
          <Line title="Price, once for good">
            {plans.map((plan) => (
              <TableCell key={plan.id} align="end">
                {lifetimePrice(plan) ?? <span className="text-muted-foreground">Not sold</span>}
              </TableCell>
            ))}
          </Line>
        ) : null}
        {offeredMetrics.map((metric) => (
          <Line key={metric} title={metricWords[metric].title}>
            {plans.map((plan) => (
              <TableCell key={plan.id} align="end">
                {plan.limits[metric].limit?.toLocaleString('en-US') ?? 'Unlimited'}
              </TableCell>
            ))}
          </Line>
        ))}
        {offeredFeatures.map((feature) => (
          <Line key={feature} title={featureWords[feature]}>
            {plans.map((plan) => (
              <Mark key={plan.id} included={plan.features.includes(feature)} />
            ))}
          </Line>
        ))}
        {inEveryPlan.map((title) => (
          <Line key={title} title={title}>
            {plans.map((plan) => (
              <Mark key={plan.id} included />
            ))}
          </Line>
        ))}
      </TableBody>
    </Table>
  );
}

function lifetimePrice({ prices }: Plan): string | undefined {
  const price = prices.find(({ interval }) => interval === 'lifetime');
  return price && formatMoney(price.unitAmount, price.currency);
}

const inEveryPlan = [
  'Board and table, filters and saved views',
  'Search that forgives slips',
  'Chrome extension',
  'Notes, contacts and interviews',
  'Interviews in your own calendar',
];

function Mark({ included }: { included: boolean }) {
  return (
    <TableCell align="end">
      {included ? (
        <Check role="img" aria-label="Included" className="ml-auto size-4 text-primary" />
      ) : (
        <Minus role="img" aria-label="Not included" className="ml-auto size-4 text-subtle-foreground" />
      )}
    </TableCell>
  );
}

function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <TableRow>
      <th scope="row" className="sticky left-0 z-10 border-r bg-surface px-4 py-2 text-left font-normal">
        {title}
      </th>
      {children}
    </TableRow>
  );
}
