import { type PeriodDays, periods } from '@/lib/admin/statistics/periods';
import { type Metric, metrics } from '@/lib/plans';

/** What the overview shows: how many days, and whose usage; as its address has it. */
export type OverviewView = { days: PeriodDays; metric: Metric | null };

/** The view that an address asks for; what it does not know is what is shown without it. */
export function viewOf(query: Readonly<Record<string, string | string[] | undefined>>): OverviewView {
  return {
    days: periods.find((days) => String(days) === query.days) ?? 30,
    metric: metrics.find((metric) => metric === query.metric) ?? null,
  };
}

/** The address of a view. */
export function overviewUrl({ days, metric }: OverviewView): string {
  const query = new URLSearchParams();
  if (days !== 30) query.set('days', String(days));
  if (metric !== null) query.set('metric', metric);
  return query.size === 0 ? '/admin' : `/admin?${query}`;
}
