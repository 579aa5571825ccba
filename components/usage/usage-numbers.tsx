import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatAmount, type Metric, metricNames } from '@/lib/plans';
import type { UsageDay, UsagePeriod } from '@/lib/usage';
import { longDate } from '../billing/subscription-words';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';

type UsageNumbersProps = {
  metric: Metric;
  days: readonly UsageDay[];
  /** Newest first. */
  history: readonly UsagePeriod[];
};

/** The numbers behind a chart and before the present period, folded until somebody wants them. */
export function UsageNumbers({ metric, days, history }: UsageNumbersProps) {
  const used = days.filter(({ quantity }) => quantity !== 0).toReversed();
  if (used.length === 0 && history.length === 0) return null;
  const { title } = metricNames[metric];
  const levels = days.some(({ level }) => level !== null);
  const billed = history.some(({ overage }) => overage > 0);
  return (
    <details className="group">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-13 text-primary hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Numbers<span className="sr-only"> of {title}</span>
      </summary>
      <div className="mt-3 grid gap-4">
        {used.length > 0 ? (
          <Scrolling label={`${title} by day`}>
            <Table>
              <caption className="sr-only">{title} by day. Days without a change are left out.</caption>
              <TableHeader>
                <tr>
                  <TableHead>Day (UTC)</TableHead>
                  <TableHead align="end">{levels ? 'Change' : 'Used'}</TableHead>
                  {levels ? <TableHead align="end">At its end</TableHead> : null}
                </tr>
              </TableHeader>
              <TableBody>
                {used.map(({ date, quantity, level }) => (
                  <TableRow key={date}>
                    <TableCell>{longDate(date)}</TableCell>
                    <TableCell align="end">{formatAmount(metric, quantity)}</TableCell>
                    {level === null ? null : <TableCell align="end">{formatAmount(metric, level)}</TableCell>}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Scrolling>
        ) : null}
        {history.length > 0 ? (
          <Scrolling label={`${title} by period`}>
            <Table>
              <caption className="sr-only">{title} by period</caption>
              <TableHeader>
                <tr>
                  <TableHead>Period from</TableHead>
                  <TableHead align="end">Used</TableHead>
                  {billed ? <TableHead align="end">Billed above the limit</TableHead> : null}
                </tr>
              </TableHeader>
              <TableBody>
                {history.map(({ periodStart, used: amount, overage }) => (
                  <TableRow key={periodStart}>
                    <TableCell>{longDate(periodStart)}</TableCell>
                    <TableCell align="end">{formatAmount(metric, amount)}</TableCell>
                    {billed ? <TableCell align="end">{formatAmount(metric, overage)}</TableCell> : null}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Scrolling>
        ) : null}
      </div>
    </details>
  );
}

/** Keeps a long table from making the card, and the one beside it, as long. */
function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-72 overflow-y-auto rounded-lg">
      {children}
    </section>
  );
}
