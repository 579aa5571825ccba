import type { PlanId } from '@/lib/plans';
import type { Quota } from '@/lib/usage';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { Card, CardBody, CardFooter } from '../ui/card';
import { Meter } from '../ui/meter';
import { meterState } from '../ui/meter-state';
import { capWords, limitWords, metricWords, type OfferedMetric } from './limit-words';

type QuotaCardProps = {
  quota: Omit<Quota, 'metric'> & { metric: OfferedMetric };
  /** The lowest plan that gives more; null when there is none. */
  nextPlan: { planId: PlanId; name: string; limit: number | null } | null;
  /** Whether this person may buy for the organization. */
  mayBuy: boolean;
};

/** Where one metric stands: used, limit, what happens there, and what would give more. */
export function QuotaCard({ quota, nextPlan, mayBuy }: QuotaCardProps) {
  const { title, meaning } = metricWords[quota.metric];
  const used = quota.used.toLocaleString('en-US');
  const state = meterState(quota.used, quota.limit);
  return (
    <Card className="flex flex-col">
      <CardBody className="grid gap-4">
        {/* The number shares the title's line only, so that it stands at the same height in every card. */}
        <div className="grid gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="flex items-center gap-2 font-semibold text-sm">
              {title}
              {state === 'over' ? <Badge tone="danger">Limit reached</Badge> : null}
              {state === 'near' ? <Badge tone="warning">Nearly full</Badge> : null}
            </h2>
            <p className="tabular">
              <span className="font-semibold text-xl">{used}</span>
              <span className="text-muted-foreground">
                {quota.limit === null ? ' used' : ` of ${quota.limit.toLocaleString('en-US')} used`}
              </span>
            </p>
          </div>
          <p className="text-13 text-muted-foreground">{meaning}</p>
        </div>
        {/* Without a limit an empty bar would say that nothing is used. */}
        {quota.limit === null ? null : <Meter label={title} used={quota.used} limit={quota.limit} />}
        <p className="text-13 text-muted-foreground">{capWords(quota)}</p>
      </CardBody>
      {nextPlan ? (
        <CardFooter className="mt-auto">
          <span>
            {nextPlan.name} gives {limitWords(quota.metric, nextPlan.limit).toLowerCase()}.
          </span>
          {mayBuy ? (
            <ButtonLink
              href={`/pricing?from=${quota.metric}`}
              variant={state === 'ok' ? 'secondary' : 'primary'}
              size="sm"
            >
              See plans
            </ButtonLink>
          ) : null}
        </CardFooter>
      ) : null}
    </Card>
  );
}
