import type { Metadata } from 'next';
import { boardFilter } from '@/components/jobs/board-url';
import { JobsBoard } from '@/components/jobs/jobs-board';
import { planOffers } from '@/components/usage/plan-offers';
import { requirePrincipal } from '@/lib/auth/server';
import { entitlementsOf } from '@/lib/entitlements';
import { shownPlans } from '@/lib/flags';
import { countJobs, listJobs } from '@/lib/jobs';
import { readCatalogue } from '@/lib/plans/server';
import { usageOf } from '@/lib/usage';

export const metadata: Metadata = { title: 'Jobs' };

type JobsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JobsPage({ searchParams }: JobsPageProps) {
  const principal = await requirePrincipal();
  const filter = boardFilter(await searchParams);
  const q = filter.q || undefined;
  const [page, counts, quota, { plans }, { readOnly }] = await Promise.all([
    listJobs(principal, { status: filter.status, q }),
    countJobs(principal, { q }),
    usageOf(principal, 'saved_jobs'),
    readCatalogue(),
    entitlementsOf(principal),
  ]);
  const plan = plans.find((each) => each.id === principal.planId);

  return (
    <JobsBoard
      page={page}
      counts={counts}
      filter={filter}
      quota={{ used: quota.used, limit: quota.limit }}
      planName={plan?.name ?? principal.planId}
      offers={planOffers(await shownPlans(plans, principal.planId), principal.planId, 'saved_jobs')}
      mayEdit={principal.role !== 'viewer' && !readOnly}
      readOnly={readOnly}
      mayUpgrade={principal.role === 'owner' || principal.role === 'admin'}
    />
  );
}
