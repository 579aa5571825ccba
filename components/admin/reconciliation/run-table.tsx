import { Scale } from 'lucide-react';
import Link from 'next/link';
import type { ShownRun } from '@/lib/admin';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { momentWords } from '../webhook-events/event-words';

const states = {
  running: { label: 'Running', tone: 'info' },
  done: { label: 'Done', tone: 'success' },
  interrupted: { label: 'Not to its end', tone: 'warning' },
  lost: { label: 'Its process died', tone: 'danger' },
} as const;

/** The last comparisons; the drifts of one are shown below. */
export function RunTable({ runs, shownId }: { runs: readonly ShownRun[]; shownId: string | null }) {
  if (runs.length === 0) {
    return (
      <EmptyState
        icon={Scale}
        title="Nothing was compared yet"
        description="The first comparison is made tonight, or as soon as you ask for one."
      />
    );
  }
  return (
    <Table scrollLabel="Comparisons">
      <TableHeader>
        <TableRow>
          <TableHead>Begun</TableHead>
          <TableHead>State</TableHead>
          <TableHead>Asked for by</TableHead>
          <TableHead align="end">Took</TableHead>
          <TableHead align="end">Customers</TableHead>
          <TableHead align="end">Differences</TableHead>
          <TableHead align="end">Repaired</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id} className={run.id === shownId ? 'bg-muted' : undefined}>
            <TableCell className="whitespace-nowrap">
              <Link
                href={`/admin/reconciliation?run=${run.id}`}
                scroll={false}
                aria-current={run.id === shownId ? 'true' : undefined}
                className="tabular font-medium underline-offset-4 hover:underline"
              >
                {momentWords(run.startedAt)}
              </Link>
            </TableCell>
            <TableCell>
              <Badge tone={states[run.state].tone}>{states[run.state].label}</Badge>
              {run.error ? (
                <span className="block max-w-md text-muted-foreground text-xs">{run.error}</span>
              ) : null}
            </TableCell>
            <TableCell className="text-muted-foreground">
              {run.orderedBy ?? (run.trigger === 'schedule' ? 'The schedule' : 'A command')}
            </TableCell>
            <TableCell align="end" className="whitespace-nowrap">
              {tookWords(run)}
            </TableCell>
            <TableCell align="end">{run.customers.toLocaleString('en-US')}</TableCell>
            <TableCell align="end">{run.drifts.toLocaleString('en-US')}</TableCell>
            <TableCell align="end">{run.repaired.toLocaleString('en-US')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function tookWords({ startedAt, finishedAt }: ShownRun): string {
  if (!finishedAt) return '—';
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
