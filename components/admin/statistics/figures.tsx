import type { ReactNode } from 'react';
import type { FigureSeries } from '@/lib/admin';
import type { FigureId } from '@/lib/admin/statistics/figures';
import { metricNames, metrics } from '@/lib/plans';
import type { ChartLook } from '../../charts/chart-scale';
import { Section } from '../../ui/section';
import { TabLinks } from '../../ui/tab-links';
import { FigureCard } from './figure-card';
import { figureWords } from './figure-words';
import { type OverviewView, overviewUrl } from './view';
import { withWaiting } from './with-waiting';

type FiguresProps = {
  figures: readonly FigureSeries[];
  /** Oldest first; the last one is today. */
  days: readonly string[];
  view: OverviewView;
};

/** All figures as charts, by what they are about. */
export function Figures({ figures, days, view }: FiguresProps) {
  const card = (id: FigureId, looks: Readonly<Record<string, ChartLook>> = whole, more: CardOptions = {}) => {
    const figure = figures.find((each) => each.figure === id);
    return figure ? <FigureCard figure={figure} days={days} looks={looks} {...more} /> : null;
  };
  const partOf = (id: FigureId, split: string) =>
    figures.find((each) => each.figure === id)?.splits.find((each) => each.split === split)?.current ?? null;
  const free = partOf('plans', 'free');
  const events = figures.find(({ figure }) => figure === 'webhook_events');
  return (
    <>
      <Section title="People">
        <Cards>
          {card('users')}
          {card('active_users')}
          {card('sign_ups')}
          {card('confirmed')}
        </Cards>
      </Section>
      <Section title="Revenue">
        <Cards>
          {card('mrr', paidPlanLooks)}
          {card('mrr_movement', movementLooks)}
          {card('plans', paidPlanLooks, {
            note: free === null ? null : `${figureWords('count', free)} more organizations are on Free.`,
          })}
          {card('paying', paidPlanLooks)}
        </Cards>
        <Cards of={3}>
          {card('trials_begun')}
          {card('conversions')}
          {card('churned')}
        </Cards>
      </Section>
      <UsageSection figures={figures} days={days} view={view} />
      <Section title="Health">
        <Cards>
          {card('failed_payments')}
          {card('quota_hits', hitLooks(figures))}
          {events ? (
            <FigureCard figure={withWaiting(events)} days={days} looks={outcomeLooks} main="received" />
          ) : null}
          {card('webhook_duration', { p95: 'info', p50: 'primary' }, { isStacked: false, main: 'p95' })}
        </Cards>
      </Section>
    </>
  );
}

function UsageSection({ figures, days, view }: FiguresProps) {
  const figure = figures.find((each) => each.figure === 'usage');
  if (!figure) return null;
  const used = metrics.filter((metric) => figure.splits.some(({ split }) => split === metric));
  const metric = view.metric ?? used[0] ?? 'runs';
  const shown = metrics.filter((each) => used.includes(each) || each === metric);
  return (
    <Section title="Usage" className="grid-cols-1">
      <TabLinks
        label="Metric"
        links={shown.map((each) => ({
          href: overviewUrl({ ...view, metric: each }),
          label: metricNames[each].title,
          current: each === metric,
        }))}
      />
      <FigureCard
        figure={{ ...figure, title: metricNames[metric].title }}
        days={days}
        looks={{ [metric]: 'primary' }}
      />
    </Section>
  );
}

type CardOptions = { main?: string; note?: ReactNode; isStacked?: boolean };

function Cards({ of = 2, children }: { of?: 2 | 3; children: ReactNode }) {
  return (
    <div
      className={of === 3 ? 'grid grid-cols-1 gap-4 lg:grid-cols-3' : 'grid grid-cols-1 gap-4 lg:grid-cols-2'}
    >
      {children}
    </div>
  );
}

// The metrics that were hit most have colours of their own.
function hitLooks(figures: readonly FigureSeries[]): Record<string, ChartLook> {
  const splits = figures.find(({ figure }) => figure === 'quota_hits')?.splits ?? [];
  const most = splits
    .filter(({ current }) => current)
    .toSorted((a, b) => (b.current ?? 0) - (a.current ?? 0));
  return Object.fromEntries(most.map(({ split }, index) => [split, manyLooks[index] ?? 'neutral']));
}

const whole = { '': 'primary' } as const;
const manyLooks: readonly ChartLook[] = ['primary', 'info', 'warning', 'danger', 'success'];
const paidPlanLooks: Record<string, ChartLook> = {
  basic: 'info',
  pro: 'primary',
  team: 'warning',
  enterprise: 'neutral',
};
const movementLooks: Record<string, ChartLook> = {
  new: 'primary',
  reactivation: 'info',
  expansion: 'success',
  contraction: 'warning',
  churn: 'danger',
};
const outcomeLooks: Record<string, ChartLook> = {
  processed: 'primary',
  waiting: 'info',
  failed: 'warning',
  dead: 'danger',
};
