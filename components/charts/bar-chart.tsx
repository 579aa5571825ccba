import { shortDay } from '../admin/statistics/figure-words';
import { longDate } from '../billing/subscription-words';
import { cn } from '../ui/cn';
import { barsOf, type ChartColumn, type ChartLook, type ChartSeries, rangeOf } from './chart-scale';

type BarChartProps = {
  /** The whole in a sentence, for screen readers; the numbers stand in a table beside it. */
  summary: string;
  columns: readonly ChartColumn[];
  series: readonly ChartSeries[];
  /** Whether parts stand on one another; otherwise all from zero. */
  isStacked?: boolean;
  format: (value: number) => string;
  className?: string;
};

/** Columns over days. What hangs below zero was lost; a column that is missing is not known. */
export function BarChart({ summary, columns, series, isStacked = true, format, className }: BarChartProps) {
  const bars = barsOf(series, isStacked);
  const { low, high } = rangeOf(bars);
  const y = (value: number) => ((high - value) / (high - low)) * height;
  const gap = columns.length > 60 ? 1 : 2;
  return (
    <figure className={cn('grid gap-1.5', className)}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
        {/* The width of each column follows the card; heights are shares of the axis. */}
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${columns.length * columnWidth} ${height}`}
          preserveAspectRatio="none"
          className="h-36 w-full"
        >
          {[high, (high + low) / 2, low].map((value) => (
            <line key={value} x1="0" x2="100%" y1={y(value)} y2={y(value)} className={gridLine} />
          ))}
          {bars.map(({ column, series: index, from, to }) => (
            <rect
              key={`${column} ${index}`}
              className={fills[series[index]?.look ?? 'neutral']}
              x={column * columnWidth + gap / 2}
              y={y(Math.max(from, to))}
              width={columnWidth - gap}
              height={Math.max(0.6, Math.abs(y(from) - y(to)))}
            />
          ))}
          {low < 0 ? <line x1="0" x2="100%" y1={y(0)} y2={y(0)} className={zeroLine} /> : null}
          {columns.map(({ day, isWeek }, column) => (
            <rect
              key={day}
              x={column * columnWidth}
              y="0"
              width={columnWidth}
              height={height}
              className="fill-transparent"
            >
              <title>
                {columnTitle(`${isWeek ? 'Week to ' : ''}${longDate(day)}`, series, column, format)}
              </title>
            </rect>
          ))}
        </svg>
        <div
          aria-hidden="true"
          className="flex h-36 flex-col justify-between text-muted-foreground text-xs tabular"
        >
          <span className="-mt-1.5">{format(high)}</span>
          {low < 0 ? <span className="-mb-1.5">{format(low)}</span> : <span className="-mb-1.5">0</span>}
        </div>
      </div>
      <figcaption aria-hidden="true" className="flex justify-between gap-2 text-muted-foreground text-xs">
        <span>{dayOfColumn(columns, 0)}</span>
        <span>{columns.length > 2 ? dayOfColumn(columns, Math.floor(columns.length / 2)) : null}</span>
        <span>Today</span>
      </figcaption>
    </figure>
  );
}

/** The colour of a part, for its name beside the chart. */
export function LookMark({ look }: { look: ChartLook }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2 shrink-0">
      <rect width="8" height="8" rx="2" className={fills[look]} />
    </svg>
  );
}

function dayOfColumn(columns: readonly ChartColumn[], index: number): string | null {
  const column = columns[index];
  return column ? shortDay(column.day) : null;
}

function columnTitle(
  label: string,
  series: readonly ChartSeries[],
  column: number,
  format: (value: number) => string,
): string {
  const told = series.flatMap(({ name, values }) => {
    const value = values[column] ?? null;
    return value === null || (value === 0 && series.length > 2) ? [] : [`${name}: ${format(value)}`];
  });
  return `${label}\n${told.length > 0 ? told.join('\n') : 'Nothing'}`;
}

const fills: Record<ChartLook, string> = {
  primary: 'fill-primary',
  info: 'fill-info-solid',
  success: 'fill-success-solid',
  warning: 'fill-warning-solid',
  danger: 'fill-danger-solid',
  neutral: 'fill-control',
};
const gridLine = 'stroke-border [stroke-width:1] [vector-effect:non-scaling-stroke]';
const zeroLine = 'stroke-control [stroke-width:1] [vector-effect:non-scaling-stroke]';

const height = 100;
const columnWidth = 10;
