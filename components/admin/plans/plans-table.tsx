import Link from 'next/link';
import type { PlanStanding } from '@/lib/admin';
import { formatAmount, formatMoney, type Metric, metricNames, metrics, type PlanLimit } from '@/lib/plans';
import { Badge } from '../../ui/badge';
import { ButtonLink } from '../../ui/button-link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';

/** All plans side by side: who has them, and what each gives. */
export function PlansTable({ plans }: { plans: readonly PlanStanding[] }) {
  return (
    <Table scrollLabel="Plans">
      <TableHeader>
        <TableRow>
          <TableHead>
            <span className="sr-only">What</span>
          </TableHead>
          {plans.map(({ id, name, active }) => (
            <TableHead key={id} className="h-12! min-w-28">
              <span className="flex items-center gap-2">
                <Link
                  href={`/admin/plans/${id}`}
                  className="font-semibold text-foreground text-sm underline-offset-4 hover:underline"
                >
                  {name}
                </Link>
                {active ? null : <Badge tone="warning">Not on offer</Badge>}
              </span>
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        <Row label="Organizations">
          {plans.map(({ id, inForce }) => (
            <TableCell key={id} className="tabular font-medium">
              {inForce.toLocaleString('en-US')}
            </TableCell>
          ))}
        </Row>
        <Row label="A month costs">
          {plans.map(({ id, prices }) => {
            const price = prices.find(({ interval }) => interval === 'month');
            return (
              <TableCell key={id} className="tabular">
                {price ? formatMoney(price.unitAmount, price.currency) : '—'}
              </TableCell>
            );
          })}
        </Row>
        {metrics.map((metric) => (
          <Row key={metric} label={metricNames[metric].title}>
            {plans.map(({ id, limits }) => (
              <TableCell key={id} className="tabular whitespace-nowrap">
                {limitWords(metric, limits[metric])}
                {limits[metric].limit === null ? null : (
                  <span className="block text-muted-foreground text-xs">{limits[metric].cap}</span>
                )}
              </TableCell>
            ))}
          </Row>
        ))}
        <Row label="Features">
          {plans.map(({ id, features }) => (
            <TableCell key={id} className="tabular">
              {features.length}
            </TableCell>
          ))}
        </Row>
        <Row label="Change">
          {plans.map(({ id, name }) => (
            <TableCell key={id}>
              <ButtonLink
                href={`/admin/plans/${id}`}
                variant="secondary"
                size="sm"
                aria-label={`Edit ${name}`}
              >
                Edit
              </ButtonLink>
            </TableCell>
          ))}
        </Row>
      </TableBody>
    </Table>
  );
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <TableRow>
      <th
        scope="row"
        className="sticky left-0 h-11 whitespace-nowrap bg-surface px-4 py-2 font-normal text-muted-foreground"
      >
        {label}
      </th>
      {children}
    </TableRow>
  );
}

function limitWords(metric: Metric, { limit, period }: PlanLimit): string {
  if (limit === null) return 'Unlimited';
  const amount = formatAmount(metric, limit);
  return period === 'total' ? amount : `${amount} / ${period}`;
}
