import { ChartNoAxesColumn } from 'lucide-react';
import type { Metadata } from 'next';
import { FeatureOffer } from '@/components/billing/feature-offer';
import { ActivityMap } from '@/components/jobs/statistics/activity-map';
import { Definitions, definitions, InfoLink } from '@/components/jobs/statistics/definitions';
import { FunnelCard, ResponseCard } from '@/components/jobs/statistics/funnel-card';
import { RangeLinks } from '@/components/jobs/statistics/range-links';
import { SourceTable } from '@/components/jobs/statistics/source-table';
import { StageTimes } from '@/components/jobs/statistics/stage-times';
import { rangeIn } from '@/components/jobs/statistics/statistics-url';
import { numberOf, rangeWords } from '@/components/jobs/statistics/statistics-words';
import { WeekChart } from '@/components/jobs/statistics/week-chart';
import { TimeZoneKeeper } from '@/components/notifications/time-zone-keeper';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardBody } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { requirePrincipal } from '@/lib/auth/server';
import { readStatistics } from '@/lib/jobs';
import { savedTimeZoneOf } from '@/lib/jobs/reminders';
import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';

export const metadata: Metadata = { title: 'Statistics' };

type StatisticsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StatisticsPage({ searchParams }: StatisticsPageProps) {
  const principal = await requirePrincipal();
  const range = rangeIn(await searchParams);
  const saved = await savedTimeZoneOf(principal);
  const timeZone = saved ?? 'UTC';
  const { funnel, advanced } = await readStatistics(principal, { range, timeZone });
  const { within } = rangeWords[range];
  return (
    <div className="grid grid-cols-1 gap-6">
      {/* In every plan, and never that of who acts as the person. */}
      {principal.via === 'session' ? <TimeZoneKeeper saved={saved} showsDays /> : null}
      <PageHeader
        title="Statistics"
        description={`What became of the ${numberOf(funnel.saved, 'job')} saved ${within}.`}
        actions={<RangeLinks current={range} />}
      />
      {funnel.saved === 0 ? (
        <EmptyState
          icon={ChartNoAxesColumn}
          title={range === 'all' ? 'There is nothing to count yet' : `No job was saved ${within}`}
          description="Save jobs and move them along as you apply. How many get you an answer, and how long that takes, is told here."
          action={
            <ButtonLink href="/jobs" variant="secondary">
              To the board
            </ButtonLink>
          }
        />
      ) : (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <FunnelCard funnel={funnel} />
          <ResponseCard funnel={funnel} />
        </div>
      )}
      {advanced ? (
        <Advanced figures={advanced} isEmpty={funnel.saved === 0} />
      ) : (
        <FeatureOffer
          feature="advanced_analytics"
          planId={principal.planId}
          what="The rest of the statistics"
          description="They tell where your time goes, and what is worth it."
          gives={[
            'How long jobs stay in each stage before something happens',
            'Which sources answer, and which only cost you evenings',
            'Every day of the last year, with your applications and moves',
            'Jobs saved and applications week by week',
          ]}
          note="Everything is recorded already, and is there once you upgrade."
        />
      )}
      <Section title="How these are counted" className="border-t pt-8">
        <Definitions shown={advanced ? everything : basics} />
      </Section>
    </div>
  );
}

function Advanced({ figures, isEmpty }: { figures: AdvancedStatistics; isEmpty: boolean }) {
  const { stages, sources, days, weeks } = figures;
  return (
    <>
      <Card className="min-w-0">
        <CardBody className="grid gap-4">
          <h2 className="flex items-center gap-1.5 font-semibold text-sm">
            {definitions.activity.title}
            <InfoLink of="activity" />
            <span className="font-normal text-muted-foreground">in the last 12 months</span>
          </h2>
          <ActivityMap days={days} />
        </CardBody>
      </Card>
      {isEmpty ? null : (
        <>
          <WeekChart weeks={weeks} />
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <StageTimes stages={stages} />
            <SourceTable sources={sources} />
          </div>
        </>
      )}
    </>
  );
}

const basics = ['saved', 'applied', 'interviewing', 'offer', 'responseRate'] as const;
const everything = [...basics, 'activity', 'weeks', 'stages', 'sources'] as const;
