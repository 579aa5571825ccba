import type { FigureSeries } from '@/lib/admin';

/** Webhook events with a part for those that are neither processed nor failed nor dead yet. */
export function withWaiting(figure: FigureSeries): FigureSeries {
  const received = figure.splits.find(({ split }) => split === 'received');
  const settled = figure.splits.filter(({ split }) => split !== 'received');
  if (!received) return figure;
  const values = received.values.map((value, index) =>
    value === null ? null : settled.reduce((left, each) => left - (each.values[index] ?? 0), value),
  );
  const waiting = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  if (waiting === 0) return figure;
  return {
    ...figure,
    splits: [...figure.splits, { split: 'waiting', values, current: waiting, before: null }],
  };
}
