import { formatAmount, metricNames } from '@/lib/plans';
import type { Quota } from '@/lib/usage';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { Meter } from '../../ui/meter';
import { meterState } from '../../ui/meter-state';
import { ofLimitWords, reservedWords, resetWords } from '../../usage/usage-words';
import { AccountSection } from './account-section';

type UsageSectionProps = { organizationName: string; quotas: readonly Quota[] };

/** Where an organization stands with what it may use; what it has not used and may not is left out. */
export function UsageSection({ organizationName, quotas }: UsageSectionProps) {
  const shown = quotas.filter(({ used, reserved, limit }) => used > 0 || reserved > 0 || limit !== 0);
  return (
    <AccountSection id="usage" title="Usage" description={`Of ${organizationName}. All days are UTC.`}>
      <Card>
        <ul className="grid grid-cols-1 sm:grid-cols-2">
          {shown.map((quota) => (
            <UsageItem key={quota.metric} quota={quota} />
          ))}
        </ul>
      </Card>
    </AccountSection>
  );
}

function UsageItem({ quota }: { quota: Quota }) {
  const { metric, used, reserved, limit, stopsAt } = quota;
  const { title } = metricNames[metric];
  const state = meterState(used, limit);
  return (
    <li className="-mt-px grid content-start gap-2 border-t px-5 py-3.5 sm:odd:border-r">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="flex items-center gap-2 font-medium text-sm">
          {title}
          {state === 'over' && limit !== 0 ? (
            <Badge tone={stopsAt === null ? 'warning' : 'danger'}>Limit reached</Badge>
          ) : null}
        </span>
        <span className="tabular text-13">
          {formatAmount(metric, used)}
          <span className="text-muted-foreground">{ofLimitWords(quota)}</span>
        </span>
      </div>
      {limit === null ? null : (
        <Meter
          label={title}
          used={used}
          reserved={reserved}
          limit={limit}
          valueText={`${formatAmount(metric, used)} of ${formatAmount(metric, limit)}`}
        />
      )}
      <p className="text-13 text-muted-foreground">
        {reserved > 0 ? `${reservedWords(quota)} ` : ''}
        {limit === null ? 'No limit. ' : ''}
        {resetWords(quota)}.
      </p>
    </li>
  );
}
