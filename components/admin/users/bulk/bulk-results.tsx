import Link from 'next/link';
import type { BulkResult } from '@/lib/admin/users/bulk';
import { Badge } from '../../../ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../../ui/table';

/** What came of it, person by person. */
export function BulkResults({ results }: { results: readonly BulkResult[] }) {
  return (
    <Table scrollLabel="Results">
      <TableHeader>
        <tr>
          <TableHead>User</TableHead>
          <TableHead>Result</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {results.map(({ userId, address, state, error }) => (
          <TableRow key={userId}>
            <TableCell>
              <Link
                href={`/admin/users/${userId}`}
                prefetch={false}
                className="rounded-sm font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
              >
                {address ?? userId}
              </Link>
            </TableCell>
            <TableCell>
              {state === 'done' ? (
                <Badge tone="success">Done</Badge>
              ) : state === 'failed' ? (
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone="danger">In vain</Badge>
                  <span className="text-13 text-muted-foreground">{error}</span>
                </span>
              ) : (
                <span className="text-subtle-foreground">Not yet</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
