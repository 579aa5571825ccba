/** How far back jobs are looked at: by the day on which they were saved. */
export const statisticsRanges = ['30d', '90d', '12m', 'all'] as const;
/** See {@link statisticsRanges}. */
export type StatisticsRange = (typeof statisticsRanges)[number];

/** What is shown when nobody asks for another: about as long as many a search takes. */
export const usualRange: StatisticsRange = '90d';

/** Days of a range, today among them; null is without a beginning. */
export function daysOf(range: StatisticsRange): number | null {
  return { '30d': 30, '90d': 90, '12m': 365, all: null }[range];
}
