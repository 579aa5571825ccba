/** One coloured part of a chart, with a number for each of its columns; null where nothing is known. */
export type ChartSeries = { name: string; look: ChartLook; values: readonly (number | null)[] };

/** The colours that charts have. */
export type ChartLook = 'primary' | 'info' | 'success' | 'warning' | 'danger' | 'neutral';

/** What a column is of: the last of its days, and whether it is a week of them. */
export type ChartColumn = { day: string; isWeek: boolean };

/** Where a part of a column is drawn, in the numbers of the series. */
export type Bar = { column: number; series: number; from: number; to: number };

/**
 * The parts of each column: on top of one another, what is below zero hanging from it; or all from zero, the longest first,
 * so that shorter ones stand before it.
 */
export function barsOf(series: readonly Pick<ChartSeries, 'values'>[], isStacked: boolean): Bar[] {
  const columns = Math.max(0, ...series.map(({ values }) => values.length));
  return Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
    let [above, below] = [0, 0];
    const bars = series.flatMap(({ values }, index): Bar[] => {
      const value = values[column] ?? 0;
      if (value === 0) return [];
      if (!isStacked) return [{ column, series: index, from: 0, to: value }];
      const from = value > 0 ? above : below;
      if (value > 0) above += value;
      else below += value;
      return [{ column, series: index, from, to: from + value }];
    });
    return isStacked ? bars : bars.sort((a, b) => Math.abs(b.to) - Math.abs(a.to));
  });
}

/** The numbers that an axis goes from and to: round ones around all bars, with zero among them. */
export function rangeOf(bars: readonly Pick<Bar, 'from' | 'to'>[]): { low: number; high: number } {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const high = roundUp(Math.max(0, ...ends));
  const low = roundUp(Math.max(0, ...ends.map((end) => -end)));
  return { low: low === 0 ? 0 : -low, high: high === 0 && low === 0 ? 1 : high };
}

// To 1, 2, 2.5, 5 or 10 of its power of ten, so that what stands at the axis is easily read.
function roundUp(value: number): number {
  if (value === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= value - 1e-9) ?? 10;
  return step * power;
}

/** Days of a chart in columns of one day each, or of seven where there are many: the last column ends with the last day. */
export function columnsOf(days: number, most = 92): { from: number; to: number }[] {
  const width = days > most ? 7 : 1;
  const columns: { from: number; to: number }[] = [];
  for (let to = days; to > 0; to -= width) columns.unshift({ from: Math.max(0, to - width), to });
  return columns;
}

/** What the days of a column come to, as of the figure's kind; null where none is known. */
export function columnValue(
  values: readonly (number | null)[],
  { from, to }: { from: number; to: number },
  kind: 'level' | 'sum' | 'mean' | 'worst',
): number | null {
  const known = values.slice(from, to).filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return null;
  if (kind === 'level') return last;
  if (kind === 'worst') return Math.max(...known);
  const sum = known.reduce((total, value) => total + value, 0);
  return kind === 'sum' ? sum : sum / known.length;
}
