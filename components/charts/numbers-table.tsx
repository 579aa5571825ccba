import { longDate } from '../billing/subscription-words';
import type { ChartColumn, ChartSeries } from './chart-scale';
import { FoldedTables } from './folded-tables';

type NumbersTableProps = {
  title: string;
  /** The heading of the days; without it they are those of UTC. */
  days?: string;
  columns: readonly ChartColumn[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
};

/** The numbers behind a chart, newest first. */
export function NumbersTable({ title, days, columns, series, format }: NumbersTableProps) {
  const isByWeek = columns.some(({ isWeek }) => isWeek);
  const rows = columns.map(({ day }, index) => [
    `${longDate(day)}${index === columns.length - 1 ? ' so far' : ''}`,
    ...series.map(({ values }) => cellWords(values[index] ?? null, format)),
  ]);
  return (
    <FoldedTables
      of={title}
      tables={[
        {
          label: `${title}, by day`,
          caption: `${title}, the newest first`,
          heads: [days ?? (isByWeek ? 'Week to (UTC)' : 'Day (UTC)'), ...series.map(({ name }) => name)],
          rows: rows.reverse(),
        },
      ]}
    />
  );
}

function cellWords(value: number | null, format: (value: number) => string): string {
  return value === null ? 'Not counted' : format(value);
}
