import { ChevronRight } from 'lucide-react';
import { formatAmount, limitWords, metricNames } from '@/lib/plans';
import type { Quota } from '@/lib/usage';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { Meter } from '../../ui/meter';
import { meterState } from '../../ui/meter-state';
import { ofLimitWords, reservedWords, resetWords } from '../../usage/usage-words';
import { AccountSection } from './account-section';
import { CreditDialog } from './credit-dialog';
import { isCreditable } from './entitlement-words';

type UsageSectionProps = { organization: { id: string; name: string }; quotas: readonly Quota[] };

/** Where an organization stands with what it may use, and what can be credited; what it has not used is folded. */
export function UsageSection({ organization, quotas }: UsageSectionProps) {
  const used = quotas.filter(isUsed);
  const unused = quotas.filter((quota) => !isUsed(quota));
  return (
    <AccountSection id="usage" title="Usage" description={`Of ${organization.name}. All days are UTC.`}>
      <Card className="overflow-hidden">
        <ul className="divide-y">
          {used.map((quota) => (
            <UsedItem key={quota.metric} quota={quota} organization={organization} />
          ))}
        </ul>
        {unused.length > 0 ? <Unused quotas={unused} /> : null}
      </Card>
    </AccountSection>
  );
}

function isUsed({ used, reserved }: Quota): boolean {
  return used > 0 || reserved > 0;
}

function UsedItem({ quota, organization }: { quota: Quota } & Pick<UsageSectionProps, 'organization'>) {
  const { metric, used, reserved, limit, overage, cap, stopsAt } = quota;
  const { title } = metricNames[metric];
  const state = meterState(used, limit);
  return (
    <li className="grid content-start gap-2 px-5 py-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="flex items-center gap-2 font-medium text-sm">
          {title}
          {state === 'over' ? (
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
      <div className="-mr-3 flex items-center justify-between gap-3">
        <p className="text-13 text-muted-foreground">
          {reserved > 0 ? `${reservedWords(quota)} ` : ''}
          {limit === null ? 'No limit. ' : `${capWords[cap]} `}
          {resetWords(quota)}.
          {overage > 0 ? ` ${formatAmount(metric, overage)} above the limit, billed.` : ''}
        </p>
        {isCreditable(quota) ? (
          <CreditDialog
            organizationId={organization.id}
            name={organization.name}
            metric={metric}
            used={used}
            overage={overage}
          />
        ) : null}
      </div>
    </li>
  );
}

const capWords = {
  hard: 'Hard limit.',
  soft: 'Soft limit.',
  overage: 'Billed above the limit.',
} satisfies Record<Quota['cap'], string>;

function Unused({ quotas }: Pick<UsageSectionProps, 'quotas'>) {
  return (
    <details className="group border-t">
      <summary className="flex cursor-pointer list-none items-center gap-2 px-5 py-3 font-medium text-13 -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
        />
        Not used
        <span className="tabular font-normal text-muted-foreground">{quotas.length}</span>
      </summary>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 px-5 pb-4 text-13 sm:grid-cols-2">
        {quotas.map((quota) => (
          <div key={quota.metric} className="flex items-baseline justify-between gap-3">
            <dt>{metricNames[quota.metric].title}</dt>
            <dd className="text-right text-muted-foreground">
              {quota.limit === 0 ? 'Not in the plan' : limitWords(quota.metric, quota.limit)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
