import { ChevronRight } from 'lucide-react';
import { limitWords, metricNames } from '@/lib/plans';
import type { QuotaLimit } from '@/lib/usage';
import { resetWords } from './usage-words';

/** What a plan gives besides that nobody has used yet, folded. */
export function UnusedQuotas({ quotas }: { quotas: readonly QuotaLimit[] }) {
  if (quotas.length === 0) return null;
  return (
    <details className="group rounded-lg border bg-surface">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-5 py-4 font-semibold text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90"
        />
        Not used yet
        <span className="tabular font-normal text-muted-foreground">{quotas.length}</span>
      </summary>
      <dl className="divide-y border-t">
        {quotas.map((quota) => (
          <div key={quota.metric} className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 py-3">
            <dt className="grid gap-0.5">
              <span className="font-medium">{metricNames[quota.metric].title}</span>
              <span className="text-13 text-muted-foreground">{metricNames[quota.metric].meaning}</span>
            </dt>
            <dd className="text-13 text-muted-foreground">
              {quota.limit === 0
                ? 'Not part of your plan'
                : `${limitWords(quota.metric, quota.limit)} · ${resetWords(quota)}`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
