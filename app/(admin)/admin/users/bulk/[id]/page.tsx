import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { BulkProgress } from '@/components/admin/users/bulk/bulk-progress';
import { BulkResults } from '@/components/admin/users/bulk/bulk-results';
import { actionWords } from '@/components/admin/users/bulk/bulk-words';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { PageLinks } from '@/components/ui/pagination';
import { TabLinks } from '@/components/ui/tab-links';
import { requireAdminPage } from '@/lib/admin/server';
import { readBulk } from '@/lib/admin/users/bulk';
import type { Admin } from '@/lib/auth';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Bulk operation' };

type BulkPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ after?: string | string[]; show?: string | string[] }>;
};

export default function BulkPage(props: BulkPageProps) {
  return withRequest(() => bulkPage(props));
}

async function bulkPage({ params, searchParams }: BulkPageProps) {
  const admin = await requireAdminPage();
  const { id } = await params;
  const { after, show } = await searchParams;
  const failedOnly = show === 'failed';
  const { operation, results, nextAfter } = await found(admin, id, { after: positionIn(after), failedOnly });
  const at = (query: Record<string, string>) => {
    const parameters = new URLSearchParams(query).toString();
    return `/admin/users/bulk/${id}${parameters ? `?${parameters}` : ''}`;
  };
  const shown: Record<string, string> = failedOnly ? { show: 'failed' } : {};
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={actionWords(operation.action)}
        description={`Ordered by ${operation.orderedBy}: ${operation.reason}`}
        actions={
          <ButtonLink href="/admin/users/bulk" variant="secondary">
            All operations
          </ButtonLink>
        }
      />
      <BulkProgress operation={operation} />
      <TabLinks
        label="Results"
        links={[
          { href: at({}), label: 'Everybody', count: operation.total, current: !failedOnly },
          { href: at({ show: 'failed' }), label: 'In vain', count: operation.failed, current: failedOnly },
        ]}
      />
      {results.length === 0 ? (
        <EmptyState icon={CircleCheck} title={failedOnly ? 'Nothing was in vain' : 'Nobody beyond here'} />
      ) : (
        <BulkResults results={results} />
      )}
      <PageLinks
        label="Results"
        previousHref={positionIn(after) > 0 ? at(shown) : null}
        nextHref={nextAfter === null ? null : at({ ...shown, after: String(nextAfter) })}
      />
    </div>
  );
}

function positionIn(after: string | string[] | undefined): number {
  return z.coerce.number().int().min(0).max(1_000_000).catch(0).parse(after);
}

async function found(admin: Admin, id: string, asked: { after: number; failedOnly: boolean }) {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await readBulk(admin, id, asked);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) notFound();
    throw error;
  }
}
