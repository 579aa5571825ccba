import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { boardViews, isBare } from '@/components/jobs/board/board-url';
import { JobsBoard } from '@/components/jobs/board/jobs-board';
import { readBoardSearch } from '@/components/jobs/board/read-board-search';
import { VIEW_COOKIE } from '@/components/jobs/board/view-cookie';
import { JobsSkeleton } from '@/components/jobs/jobs-skeleton';
import { WithSkeleton } from '@/components/shell/with-skeleton';
import { planOffers } from '@/components/usage/plan-offers';
import { requirePrincipal } from '@/lib/auth/server';
import { entitlementsOf } from '@/lib/entitlements';
import { shownPlans } from '@/lib/flags';
import { listViews } from '@/lib/jobs';
import { searchHints } from '@/lib/jobs/search';
import { type Welcome, welcomeOf } from '@/lib/jobs/welcome';
import { readCatalogue } from '@/lib/plans/server';
import { readPage } from '../read-page';

export const metadata: Metadata = { title: 'Jobs' };

type JobsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function JobsPage(props: JobsPageProps) {
  return (
    <WithSkeleton skeleton={<JobsSkeleton />}>
      <Jobs {...props} />
    </WithSkeleton>
  );
}

async function Jobs({ searchParams }: JobsPageProps) {
  const principal = await requirePrincipal();
  const params = await searchParams;
  const views = await listViews(principal);
  const wayIn = isBare(params) ? views.find(({ isDefault }) => isDefault) : undefined;
  if (wayIn) redirect(`/jobs?${wayIn.query}`);
  const remembered = (await cookies()).get(VIEW_COOKIE)?.value;
  const search = readBoardSearch(params, boardViews.find((view) => view === remembered) ?? 'board');
  const [board, hints, { plans }, { readOnly }, welcome] = await Promise.all([
    readPage(principal, search),
    searchHints(principal, search.filter.q),
    readCatalogue(),
    entitlementsOf(principal),
    welcomeOf(principal),
  ]);
  const mayEdit = principal.role !== 'viewer' && !readOnly;
  const plan = plans.find((each) => each.id === principal.planId);

  return (
    <JobsBoard
      board={board}
      search={search}
      views={views}
      hints={hints}
      plan={{
        name: plan?.name ?? principal.planId,
        offers: planOffers(await shownPlans(plans, principal.planId), principal.planId, 'saved_jobs'),
        mayUpgrade: principal.role === 'owner' || principal.role === 'admin',
      }}
      mayEdit={mayEdit}
      readOnly={readOnly}
      welcome={mayEdit && (welcome.isOffered || welcome.hasSamples) ? <FirstSteps welcome={welcome} /> : null}
    />
  );
}

async function FirstSteps({ welcome }: { welcome: Welcome }) {
  // Only who is new is sent it.
  const { WelcomePanel } = await import('@/components/jobs/welcome/welcome-panel');
  return <WelcomePanel welcome={welcome} />;
}
