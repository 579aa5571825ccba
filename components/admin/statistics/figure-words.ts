import type { FigureId, FigureKind, FigureUnit } from '@/lib/admin/statistics/figures';
import type { Movement } from '@/lib/admin/statistics/revenue-figures';
import { formatAmount, formatMoney, type Metric, metricNames, metrics, planIds } from '@/lib/plans';

/** A number of a figure as people read it; `split` says of which metric where it is usage. */
export function figureWords(unit: FigureUnit, value: number, split = ''): string {
  switch (unit) {
    case 'money':
      return value < 0 ? `−${formatMoney(-value, 'usd')}` : formatMoney(value, 'usd');
    case 'duration':
      return value < 10_000 ? `${count.format(Math.round(value))} ms` : `${count.format(value / 1000)} s`;
    case 'usage':
      return usageWords(split, value);
    case 'count':
      return count.format(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  }
}

/** What a figure is called where its number stands: of many days, what is told is an ordinary one. */
export function figureTitle({ title, kind }: { title: string; kind: FigureKind }): string {
  return kind === 'mean' ? `${title} a day` : title;
}

/** What a part of a figure is called. */
export function splitName(figure: FigureId, split: string): string {
  const metric = metricIn(split);
  if (metric) return metricNames[metric].title;
  if (figure === 'webhook_duration') return split;
  return names[split] ?? `${split.charAt(0).toUpperCase()}${split.slice(1)}`;
}

/** How a number compares with the one before: the days before the period, or for levels their end. */
export type ChangeWords = {
  direction: 'up' | 'down' | 'same';
  /** Such as "Up 12% from 40". */
  sentence: string;
};

/** Null where there is nothing to compare with. */
export function changeWords({
  unit,
  current,
  before,
  split = '',
}: {
  unit: FigureUnit;
  current: number | null;
  before: number | null;
  /** The metric, where it is usage. */
  split?: string;
}): ChangeWords | null {
  if (current === null || before === null) return null;
  if (current === before) return { direction: 'same', sentence: 'As before' };
  const direction = current > before ? 'up' : 'down';
  const word = direction === 'up' ? 'Up' : 'Down';
  // Of what was lost a share would say nothing.
  const share = before > 0 && current >= 0 ? ` ${shareWords(Math.abs(current - before) / before)}` : '';
  return { direction, sentence: `${word}${share} from ${figureWords(unit, before, split)}` };
}

/** A share of one, such as "4.2%". */
export function shareWords(share: number): string {
  return `${percent.format(share * 100)}%`;
}

/** A day as an axis shows it, such as "Nov 5". */
export function shortDay(day: string): string {
  return short.format(new Date(day));
}

function usageWords(split: string, value: number): string {
  const metric = metricIn(split) ?? 'runs';
  return value < 0 ? `−${formatAmount(metric, -value)}` : formatAmount(metric, value);
}

function metricIn(split: string): Metric | undefined {
  return metrics.find((metric) => metric === split);
}

const movementNames: Record<Movement, string> = {
  new: 'New',
  reactivation: 'Reactivation',
  expansion: 'Expansion',
  contraction: 'Contraction',
  churn: 'Churn',
};
const names: Readonly<Record<string, string>> = {
  ...movementNames,
  ...Object.fromEntries(planIds.map((planId) => [planId, planId.charAt(0).toUpperCase() + planId.slice(1)])),
  received: 'Received',
  waiting: 'Waiting',
  processed: 'Processed',
  failed: 'Failed',
  dead: 'Dead',
};

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const short = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
