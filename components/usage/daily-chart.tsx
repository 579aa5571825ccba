import { formatAmount, type Metric, metricNames } from '@/lib/plans';
import type { UsageDay } from '@/lib/usage';
import { longDate } from '../billing/subscription-words';

type DailyChartProps = {
  metric: Metric;
  /** Oldest first; the last one is today. */
  days: readonly UsageDay[];
};

/**
 * A bar for each day: what was used, or for what never resets what stood at its end. For screen readers it is one
 * sentence; the numbers stand in a table beside it.
 */
export function DailyChart({ metric, days }: DailyChartProps) {
  const values = days.map((day) => Math.max(0, day.level ?? day.quantity));
  const most = Math.max(...values, 0);
  const peak = days[values.lastIndexOf(most)];
  const first = days[0];
  if (most === 0 || !peak || !first) {
    return <p className="text-13 text-muted-foreground">Nothing used in the last {days.length} days.</p>;
  }
  const what = first.level === null ? 'a day' : 'at the end of each day';
  const summary = `${metricNames[metric].title} ${what} over ${days.length} days: ${formatAmount(metric, most)} at most, on ${longDate(peak.date)}.`;
  return (
    <figure className="grid gap-1.5">
      {/* The width of each bar follows the card; heights are shares of the highest. */}
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${days.length * barWidth} ${height}`}
        preserveAspectRatio="none"
        className="h-14 w-full border-b [&>rect]:fill-primary [&>rect]:opacity-70"
      >
        {values.map((value, index) => {
          const bar = value === 0 ? 0 : Math.max(1, (value / most) * height);
          const day = days[index];
          return bar === 0 || !day ? null : (
            <rect
              key={day.date}
              x={index * barWidth + gap / 2}
              y={height - bar}
              width={barWidth - gap}
              height={bar}
            >
              <title>{`${longDate(day.date)}: ${formatAmount(metric, value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption aria-hidden="true" className="flex justify-between gap-2 text-muted-foreground text-xs">
        <span>{shortDate(first.date)}</span>
        <span className="tabular">
          At most {formatAmount(metric, most)} {first.level === null ? 'a day' : ''}
        </span>
        <span>Today</span>
      </figcaption>
    </figure>
  );
}

const height = 40;
const barWidth = 10;
const gap = 2;

function shortDate(date: string): string {
  return short.format(new Date(date));
}

const short = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
