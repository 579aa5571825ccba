import { ChevronRight } from 'lucide-react';
import { longDate } from '../billing/subscription-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import type { ChartColumn, ChartSeries } from './chart-scale';

type NumbersTableProps = {
  title: string;
  /** The heading of the days; without it they are those of UTC. */
  days?: string;
  columns: readonly ChartColumn[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
};

/** The numbers behind a chart, newest first, folded until somebody wants them. */
export function NumbersTable({ title, days, columns, series, format }: NumbersTableProps) {
  const rows = columns.map((column, index) => ({ ...column, index })).reverse();
  return (
    <details className="group">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-13 text-primary hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Numbers<span className="sr-only"> of {title}</span>
      </summary>
      <section
        aria-label={`${title}, by day`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="mt-3 max-h-72 overflow-auto rounded-lg border [&>div]:rounded-none [&>div]:border-0"
      >
        <Table>
          <caption className="sr-only">{title}, the newest first</caption>
          <TableHeader>
            <tr>
              <TableHead>
                {days ?? (rows.some(({ isWeek }) => isWeek) ? 'Week to (UTC)' : 'Day (UTC)')}
              </TableHead>
              {series.map(({ name }) => (
                <TableHead key={name} align="end">
                  {name}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map(({ day, index }) => (
              <TableRow key={day}>
                <TableCell className="whitespace-nowrap">
                  {longDate(day)}
                  {index === columns.length - 1 ? ' so far' : ''}
                </TableCell>
                {series.map(({ name, values }) => (
                  <TableCell key={name} align="end">
                    {cellWords(values[index] ?? null, format)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
    </details>
  );
}

function cellWords(value: number | null, format: (value: number) => string): string {
  return value === null ? 'Not counted' : format(value);
}
