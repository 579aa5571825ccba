import type { ShownDrift } from '@/lib/admin';
import { Badge } from '../../ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';

/** Fields in which the database and Stripe differed. */
export function DriftTable({ drifts, total }: { drifts: readonly ShownDrift[]; total: number }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <Table scrollLabel="Differences">
        <TableHeader>
          <TableRow>
            <TableHead>Customer</TableHead>
            <TableHead>Object</TableHead>
            <TableHead>Field</TableHead>
            <TableHead>Here</TableHead>
            <TableHead>At Stripe</TableHead>
            <TableHead>Repaired</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {drifts.map((drift) => (
            <TableRow key={drift.id}>
              <TableCell className="text-xs">{drift.stripeCustomerId}</TableCell>
              <TableCell className="text-xs">{drift.objectId}</TableCell>
              <TableCell className="font-medium">{drift.field}</TableCell>
              <TableCell className="max-w-64 break-words">{drift.ours ?? <Nothing />}</TableCell>
              <TableCell className="max-w-64 break-words">{drift.theirs ?? <Nothing />}</TableCell>
              <TableCell>
                <Badge tone={drift.repaired ? 'success' : 'danger'}>{drift.repaired ? 'Yes' : 'No'}</Badge>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {drifts.length < total ? (
        <p className="text-13 text-muted-foreground">
          The first {drifts.length.toLocaleString('en-US')} of {total.toLocaleString('en-US')} are shown.
        </p>
      ) : null}
    </div>
  );
}

function Nothing() {
  return <span className="text-muted-foreground">nothing</span>;
}
