import { Lock } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { FeatureOffer } from '@/components/billing/feature-offer';
import { ImportFlow } from '@/components/jobs/import/import-flow';
import { ImportProgress } from '@/components/jobs/import/import-progress';
import { RecentImports } from '@/components/jobs/import/recent-imports';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { Principal } from '@/lib/auth';
import { requirePrincipal } from '@/lib/auth/server';
import { entitlementsOf, hasFeature } from '@/lib/entitlements';
import { ProblemError } from '@/lib/http';
import { listImports, readImport } from '@/lib/jobs';

export const metadata: Metadata = { title: 'Import jobs' };

type ImportPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportPage({ searchParams }: ImportPageProps) {
  const principal = await requirePrincipal();
  const { id } = await searchParams;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Import jobs"
        description="From a spreadsheet, or from what another tracker gives you as a file."
      />
      {id === undefined ? await beginning(principal) : await underWay(principal, id)}
    </div>
  );
}

async function beginning(principal: Principal) {
  const [isIncluded, imports, { readOnly }] = await Promise.all([
    hasFeature(principal, 'bulk_import'),
    listImports(principal),
    entitlementsOf(principal),
  ]);
  return (
    <>
      {!isIncluded ? (
        <FeatureOffer
          feature="bulk_import"
          planId={principal.planId}
          what="Importing jobs"
          description="Bring what you have tracked elsewhere, and go on from there."
          gives={[
            'Up to 5,000 jobs at once, from a CSV file or pasted from a spreadsheet',
            'Columns and statuses of Huntr, Teal and your own tables are known, in seven languages',
            'You see what will be saved before it is, row by row',
            'What is on your board already is skipped',
          ]}
          note="Jobs can be added one by one in every plan."
        />
      ) : principal.role === 'viewer' || readOnly ? (
        <EmptyState
          icon={Lock}
          title={
            readOnly
              ? 'Nothing can be saved until the payment is made'
              : 'You may look at jobs here, not add any'
          }
          description={
            readOnly
              ? 'Your jobs can be read all the while. Settle the payment under Billing, and import then.'
              : `Ask an owner or admin of ${principal.organizationName} for another role.`
          }
        />
      ) : (
        <ImportFlow />
      )}
      {imports.length > 0 ? <RecentImports imports={imports} /> : null}
    </>
  );
}

async function underWay(principal: Principal, id: string | string[]) {
  const known = z.uuid().safeParse(id);
  if (!known.success) notFound();
  const found = await readImport(principal, known.data).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'not_found') return null;
    throw error;
  });
  if (!found) notFound();
  return <ImportProgress job={found} mayCancel={principal.role !== 'viewer'} />;
}
