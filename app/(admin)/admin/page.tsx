import { Activity } from 'lucide-react';
import type { Metadata } from 'next';
import { CountNowButton } from '@/components/admin/statistics/count-now-button';
import { Definitions } from '@/components/admin/statistics/definitions';
import { Figures } from '@/components/admin/statistics/figures';
import { Headline } from '@/components/admin/statistics/headline';
import { PeriodLinks } from '@/components/admin/statistics/period-links';
import { overviewUrl, viewOf } from '@/components/admin/statistics/view';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { readStatistics } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';
import { countNowAction } from './actions';

export const metadata: Metadata = { title: 'Overview' };

type OverviewProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function OverviewPage(props: OverviewProps) {
  return withRequest(() => overviewPage(props));
}

async function overviewPage({ searchParams }: OverviewProps) {
  await requireAdminPage();
  const view = viewOf(await searchParams);
  const { days, countedAt, figures } = await readStatistics(view.days);
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader
        title="Overview"
        description={`The last ${view.days} days up to this moment, compared with the ${view.days} days before. All days are UTC.`}
        actions={
          <PeriodLinks current={view.days} href={(chosen) => overviewUrl({ ...view, days: chosen })} />
        }
      />
      <Headline figures={figures} />
      {countedAt === null ? (
        <EmptyState
          icon={Activity}
          title="No day has been counted yet"
          description="The numbers above are of today. Finished days are counted by the worker each quarter of an hour, or now."
          action={<CountNowButton action={countNowAction} variant="primary" />}
        />
      ) : (
        <Figures figures={figures} days={days} view={view} />
      )}
      <Section
        title="How these are counted"
        description={
          countedAt === null
            ? 'Today is counted as it is at this moment.'
            : `Today is counted as it is at this moment, the days before it last at ${timeOf(countedAt)} UTC.`
        }
        actions={countedAt === null ? undefined : <CountNowButton action={countNowAction} />}
        className="border-t pt-8"
      >
        <Definitions />
      </Section>
    </div>
  );
}

function timeOf(iso: string): string {
  return time.format(new Date(iso));
}

const time = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
