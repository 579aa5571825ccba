import type { Metadata } from 'next';
import { DriftTable } from '@/components/admin/reconciliation/drift-table';
import { ReconcileButton } from '@/components/admin/reconciliation/reconcile-button';
import { RunProgress } from '@/components/admin/reconciliation/run-progress';
import { RunTable } from '@/components/admin/reconciliation/run-table';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { driftsOf, reconciliations } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Reconciliation' };

type ReconciliationPageProps = { searchParams: Promise<{ run?: string | string[] }> };

export default function ReconciliationPage(props: ReconciliationPageProps) {
  return withRequest(() => reconciliationPage(props));
}

async function reconciliationPage({ searchParams }: ReconciliationPageProps) {
  await requireAdminPage();
  const [{ run: asked }, { runs, waitingSince }] = await Promise.all([searchParams, reconciliations()]);
  // The one that was asked for, or the newest that found something to tell.
  const shown = runs.find(({ id }) => id === asked) ?? runs.find(({ drifts }) => drifts > 0) ?? runs[0];
  const running = runs.find(({ state }) => state === 'running') ?? null;
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader
        title="Reconciliation"
        description="What Stripe has, compared with what is written down here, each night and whenever somebody asks. What differs is repaired by the same sync as everything else."
        actions={<ReconcileButton />}
      />
      {running || waitingSince ? <RunProgress run={running} waitingSince={waitingSince} /> : null}
      <Section title="Last runs">
        <RunTable runs={runs} shownId={shown?.id ?? null} />
      </Section>
      {shown && shown.drifts > 0 ? (
        <Section
          title="What differed"
          description={`Before the repair, in the run of ${shown.startedAt.slice(0, 16).replace('T', ' ')} UTC.`}
        >
          <DriftTable drifts={await driftsOf(shown.id)} total={shown.drifts} />
        </Section>
      ) : null}
    </div>
  );
}
