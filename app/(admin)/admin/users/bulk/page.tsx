import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { actionWords, progressWords, stateWords } from '@/components/admin/users/bulk/bulk-words';
import { SavedOn } from '@/components/jobs/saved-on';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { requireAdminPage } from '@/lib/admin/server';
import { listBulk } from '@/lib/admin/users/bulk';
import { withRequest } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Bulk operations' };

export default function BulkOperationsPage() {
  return withRequest(bulkOperationsPage);
}

async function bulkOperationsPage() {
  const operations = await listBulk(await requireAdminPage());
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Bulk operations"
        description="What was ordered for many at once, the newest first."
        actions={
          <ButtonLink href="/admin/users" variant="secondary">
            Users
          </ButtonLink>
        }
      />
      {operations.length === 0 ? (
        <EmptyState
          icon={Layers}
          title="Nothing was ordered for many yet"
          description="Select people in the list of users to begin."
        />
      ) : (
        <Table scrollLabel="Bulk operations">
          <TableHeader>
            <tr>
              <TableHead>What</TableHead>
              <TableHead>State</TableHead>
              <TableHead>Progress</TableHead>
              <TableHead>Ordered by</TableHead>
              <TableHead>Ordered on</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {operations.map((operation) => (
              <TableRow key={operation.id}>
                <TableCell>
                  <Link
                    href={`/admin/users/bulk/${operation.id}`}
                    className="whitespace-nowrap rounded-sm font-medium underline-offset-4 hover:underline"
                  >
                    {actionWords(operation.action)}
                  </Link>
                  <p className="max-w-72 truncate text-13 text-muted-foreground">{operation.reason}</p>
                </TableCell>
                <TableCell>
                  <Badge tone={stateWords[operation.state].tone}>{stateWords[operation.state].label}</Badge>
                </TableCell>
                <TableCell className="tabular whitespace-nowrap">{progressWords(operation)}</TableCell>
                <TableCell>{operation.orderedBy}</TableCell>
                <TableCell>
                  <SavedOn at={operation.createdAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}
