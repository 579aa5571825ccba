import { z } from 'zod';
import type { Quota } from './quotas-of';

/** One UTC day. Days on which nothing was used are there, too. */
export const usageDaySchema = z.object({
  date: z.iso.date().describe('The UTC day.'),
  quantity: z.number().describe('What was used; negative when more was given back.'),
  level: z
    .number()
    .nullable()
    .describe('For what never resets, what stood at the end of the day; null for the rest.'),
});

/** See {@link usageDaySchema}. */
export type UsageDay = z.infer<typeof usageDaySchema>;

/**
 * The days up to today, oldest first, without gaps.
 * @param quantities what is known, by day; days outside the span count for nothing
 * @param today the last day, `YYYY-MM-DD`
 */
export function dailySeries(
  quota: Pick<Quota, 'used' | 'period'>,
  quantities: ReadonlyMap<string, number>,
  { today, days }: { today: string; days: number },
): UsageDay[] {
  const series: UsageDay[] = [];
  // Backwards from today, whose level is known.
  let level = quota.used;
  for (let back = 0; back < days; back++) {
    const date = new Date(Date.parse(today) - back * dayMs).toISOString().slice(0, 10);
    const quantity = quantities.get(date) ?? 0;
    series.unshift({ date, quantity, level: quota.period === 'total' ? Math.max(0, level) : null });
    level -= quantity;
  }
  return series;
}

const dayMs = 86_400_000;
