import { CopyCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { PairList } from '@/components/jobs/duplicates/pair-list';
import { pairView } from '@/components/jobs/duplicates/pair-view';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal } from '@/lib/auth/server';
import { entitlementsOf } from '@/lib/entitlements';
import { listDuplicates } from '@/lib/jobs/duplicates';

export const metadata: Metadata = { title: 'Possible duplicates' };

type DuplicatesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DuplicatesPage({ searchParams }: DuplicatesPageProps) {
  const principal = await requirePrincipal();
  const of = z.uuid().safeParse((await searchParams).job).data;
  const [{ pairs, more }, { readOnly }] = await Promise.all([
    listDuplicates(principal, of),
    entitlementsOf(principal),
  ]);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Possible duplicates"
        description="Jobs that look like the same posting, saved from two places. Keep the best of both in one, or say that they are two."
        actions={
          of ? (
            <ButtonLink href="/jobs/duplicates" variant="secondary">
              Show all
            </ButtonLink>
          ) : null
        }
      />
      {pairs.length > 0 ? (
        <PairList
          pairs={pairs.map(pairView)}
          more={more}
          mayEdit={principal.role !== 'viewer' && !readOnly}
        />
      ) : (
        <EmptyState
          icon={CopyCheck}
          title={of ? 'Nothing looks like this job any more' : 'No job is here twice'}
          description="When the same posting is saved from two places, you can make one of them here. Nothing is lost by it."
          action={
            <ButtonLink href="/jobs" variant="secondary">
              To the board
            </ButtonLink>
          }
        />
      )}
    </div>
  );
}
