import { formatAmount, type Metric, metricNames } from '@/lib/plans';
import type { UsageDay, UsagePeriod } from '@/lib/usage';
import { longDate } from '../billing/subscription-words';
import { type FoldedTable, FoldedTables } from '../charts/folded-tables';

type UsageNumbersProps = {
  metric: Metric;
  days: readonly UsageDay[];
  /** Newest first. */
  history: readonly UsagePeriod[];
};

/** The numbers behind a chart and before the present period. */
export function UsageNumbers({ metric, days, history }: UsageNumbersProps) {
  const used = days.filter(({ quantity }) => quantity !== 0).toReversed();
  const { title } = metricNames[metric];
  const levels = days.some(({ level }) => level !== null);
  const billed = history.some(({ overage }) => overage > 0);
  const byDay: FoldedTable = {
    label: `${title} by day`,
    caption: `${title} by day. Days without a change are left out.`,
    heads: ['Day (UTC)', levels ? 'Change' : 'Used', ...(levels ? ['At its end'] : [])],
    rows: used.map(({ date, quantity, level }) => [
      longDate(date),
      formatAmount(metric, quantity),
      ...(level === null ? [] : [formatAmount(metric, level)]),
    ]),
  };
  const byPeriod: FoldedTable = {
    label: `${title} by period`,
    caption: `${title} by period`,
    heads: ['Period from', 'Used', ...(billed ? ['Billed above the limit'] : [])],
    rows: history.map(({ periodStart, used: amount, overage }) => [
      longDate(periodStart),
      formatAmount(metric, amount),
      ...(billed ? [formatAmount(metric, overage)] : []),
    ]),
  };
  const tables = [byDay, byPeriod].filter(({ rows }) => rows.length > 0);
  return tables.length > 0 ? <FoldedTables of={title} tables={tables} /> : null;
}
