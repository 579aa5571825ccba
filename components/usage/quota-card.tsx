import { formatAmount, metricNames } from '@/lib/plans';
import type { Quota, UsageDay, UsagePeriod } from '@/lib/usage';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { Card, CardBody, CardFooter } from '../ui/card';
import { Meter } from '../ui/meter';
import { meterState } from '../ui/meter-state';
import { DailyChart } from './daily-chart';
import { UsageNumbers } from './usage-numbers';
import { capWords, ofLimitWords, projectionWords, reservedWords, resetWords } from './usage-words';

type QuotaCardProps = {
  quota: Quota;
  /** The last days, oldest first. */
  days: readonly UsageDay[];
  /** Newest first. */
  history: readonly UsagePeriod[];
  /** What the next larger plan gives and costs; null when there is none. */
  offer: string | null;
  /** Whether it stops at the limit because the plan is tried. */
  inTrial: boolean;
  /** Whether this person may buy for the organization. */
  mayBuy: boolean;
};

/** Where one metric stands: used, kept, limit, what happens there, how it came to it, and what would give more. */
export function QuotaCard({ quota, days, history, offer, inTrial, mayBuy }: QuotaCardProps) {
  const { metric, used, reserved, limit } = quota;
  const { title, meaning } = metricNames[metric];
  const state = meterState(used, limit);
  const projection = projectionWords(quota);
  return (
    <Card className="flex flex-col">
      <CardBody className="grid gap-4">
        {/* The number shares the title's line only, so that it stands at the same height in every card. */}
        <div className="grid gap-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 className="flex items-center gap-2 font-semibold text-sm">
              {title}
              {state === 'over' ? (
                <Badge tone={quota.stopsAt === null ? 'warning' : 'danger'}>Limit reached</Badge>
              ) : null}
              {state === 'near' ? <Badge tone="warning">Nearly full</Badge> : null}
            </h2>
            <p className="tabular">
              <span className="font-semibold text-xl">{formatAmount(metric, used)}</span>
              <span className="text-muted-foreground">{ofLimitWords(quota)}</span>
            </p>
          </div>
          <p className="text-13 text-muted-foreground">{meaning}</p>
        </div>
        {/* Without a limit an empty bar would say that nothing is used. */}
        {limit === null ? null : (
          <Meter
            label={title}
            used={used}
            reserved={reserved}
            limit={limit}
            valueText={`${formatAmount(metric, used)} of ${formatAmount(metric, limit)}`}
          />
        )}
        <div className="grid gap-1 text-13 text-muted-foreground">
          {reserved > 0 ? <p>{reservedWords(quota)}</p> : null}
          <p>{capWords(quota, inTrial)}</p>
          {projection ? <p className="text-foreground">{projection}</p> : null}
          <p>{resetWords(quota)}.</p>
        </div>
        <DailyChart metric={metric} days={days} />
        <UsageNumbers metric={metric} days={days} history={history} />
      </CardBody>
      {offer ? (
        <CardFooter className="mt-auto flex-nowrap!">
          <span className="min-w-0">{offer}</span>
          {mayBuy ? (
            <ButtonLink
              href={`/pricing?from=${metric}`}
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
