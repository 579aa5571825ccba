import type { ReactNode } from 'react';
import type { FigureSeries } from '@/lib/admin';
import { BarChart, LookMark } from '../../charts/bar-chart';
import { type ChartLook, type ChartSeries, columnsOf, columnValue } from '../../charts/chart-scale';
import { NumbersTable } from '../../charts/numbers-table';
import { Card, CardBody } from '../../ui/card';
import { Change } from './change';
import { figureTitle, figureWords, splitName } from './figure-words';
import { InfoLink } from './info-link';

type FigureCardProps = {
  figure: FigureSeries;
  /** Oldest first; the last one is today. */
  days: readonly string[];
  /** The parts that are drawn, in this order, and their colours; all others are left out. */
  looks: Readonly<Record<string, ChartLook>>;
  isStacked?: boolean;
  /** The part that is told first; otherwise what the drawn ones come to together. */
  main?: string;
  /** Something to know about what is shown. */
  note?: ReactNode;
};

/** One figure: what it comes to, how that compares, day by day as a chart and as a table, and what it counts. */
export function FigureCard({ figure, days, looks, isStacked = true, main, note }: FigureCardProps) {
  const { figure: id, title, unit, kind } = figure;
  const spans = columnsOf(days.length);
  const columns = spans.map(({ from, to }) => ({ day: days[to - 1] ?? '', isWeek: to - from > 1 }));
  const parts = Object.entries(looks).flatMap(([split, look]) => {
    const part = figure.splits.find((each) => each.split === split);
    if (!part) return [];
    const values = spans.map((span) => columnValue(part.values, span, kind));
    return [
      { split, name: split === '' ? title : splitName(id, split), look, values, current: part.current },
    ];
  });
  const format = (value: number, split = parts[0]?.split) => figureWords(unit, value, split);
  const told = { ...figure, ...toldOf(figure, Object.keys(looks), main) };
  const isEmpty = parts.every(({ values }) => values.every((value) => !value));
  return (
    <Card className="min-w-0">
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div className="grid gap-1">
            <h3 className="flex items-center gap-1.5 font-semibold text-sm">
              {figureTitle(figure)}
              <InfoLink figure={id} />
            </h3>
            <Change figure={told} />
          </div>
          <p className="tabular font-semibold text-xl">
            {told.current === null ? '–' : format(told.current, told.split)}
          </p>
        </div>
        {isEmpty ? (
          <p className="py-6 text-13 text-muted-foreground">Nothing in the last {days.length} days.</p>
        ) : (
          <BarChart
            summary={`${title} over ${days.length} days. ${parts.map((part) => summaryOf(part, format)).join(' ')}`}
            columns={columns}
            series={parts}
            isStacked={isStacked}
            format={(value) => format(value)}
          />
        )}
        {parts.length > 1 ? (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13">
            {parts.map(({ split, name, look, current }) => (
              <li key={split} className="flex items-center gap-1.5">
                <LookMark look={look} />
                <span className="text-muted-foreground">{name}</span>
                <span className="tabular">{current === null ? '–' : format(current, split)}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {note ? <p className="text-13 text-muted-foreground">{note}</p> : null}
        {isEmpty ? null : (
          <NumbersTable title={title} columns={columns} series={parts} format={(value) => format(value)} />
        )}
      </CardBody>
    </Card>
  );
}

type Part = ChartSeries & { split: string; current: number | null };

/** What a card tells first, and what that was before. */
function toldOf(
  { splits }: FigureSeries,
  drawn: readonly string[],
  main: string | undefined,
): { split: string; current: number | null; before: number | null } {
  const parts = splits.filter(({ split }) => (main === undefined ? drawn.includes(split) : split === main));
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.some((value) => value === null)
      ? null
      : numbers.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    split: main ?? drawn[0] ?? '',
    current: sum(parts.map(({ current }) => current)),
    before: parts.length === 0 ? null : sum(parts.map(({ before }) => before)),
  };
}

function summaryOf({ name, split, values }: Part, format: (value: number, split: string) => string): string {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return `${name}: not counted.`;
  return `${name}: ${format(Math.min(...known), split)} at least, ${format(Math.max(...known), split)} at most, ${format(last, split)} now.`;
}
