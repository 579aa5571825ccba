import { type StatisticsRange, statisticsRanges, usualRange } from '@/lib/jobs/statistics/ranges';

/** The range that an address asks for; what it does not know is what is shown without it. */
export function rangeIn(query: Readonly<Record<string, string | string[] | undefined>>): StatisticsRange {
  return statisticsRanges.find((range) => range === query.range) ?? usualRange;
}

/** The address of the statistics of a range. */
export function statisticsUrl(range: StatisticsRange): string {
  return range === usualRange ? '/jobs/statistics' : `/jobs/statistics?range=${range}`;
}
