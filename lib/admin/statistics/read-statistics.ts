import { z } from 'zod';
import { asService, type Transaction } from '@/lib/db';
import { countFlows } from './count-flows';
import { countLevels } from './count-levels';
import { findRevenueChanges, revenueBefore } from './count-revenue';
import type { DayFigure } from './day-figure';
import { addDays, type Day, dayOf, daysFrom } from './days';
import { figureIds } from './figures';
import type { PeriodDays } from './periods';
import { revenueFigures } from './revenue-figures';
import { type Counted, type Statistics, summarise } from './summarise';

/**
 * All figures of the last days up to now, each with what it was before: history as it was rolled up, today as it is at this
 * moment. Days that were not rolled up are told as unknown.
 */
export async function readStatistics(days: PeriodDays, now = new Date()): Promise<Statistics> {
  const today = dayOf(now);
  const from = addDays(today, 1 - days);
  return asService('statistics.read', async (tx) => {
    await tx.$executeRaw`select set_config('statement_timeout', '8s', true)`;
    const { numbers, countedDays, countedAt } = await readCounted(tx, from, addDays(today, -1));
    const before = await readBefore(tx, { from: addDays(from, -days), to: addDays(from, -1) });
    return summarise({
      days: daysFrom(from, today),
      numbers: [...numbers, ...(await countToday(tx, today))],
      countedDays: new Set([...countedDays, today]),
      before,
      countedAt,
    });
  });
}

/** Today so far, by the same statements that count finished days. */
async function countToday(tx: Transaction, today: Day): Promise<DayFigure[]> {
  const span = { from: today, to: today };
  const [flows, levels] = [await countFlows(tx, span), await countLevels(tx, span)];
  const [standing, changes] = [await revenueBefore(tx, today), await findRevenueChanges(tx, span)];
  return [...flows, ...levels, ...revenueFigures(standing, changes, span)];
}

async function readCounted(tx: Transaction, from: Day, to: Day) {
  const rows = await tx.$queryRaw<unknown[]>`
    select p.figure, p.split, jsonb_object_agg(to_char(p.day, 'YYYY-MM-DD'), p.value) as days,
      to_char(max(p.updated_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"
    from app.platform_days p
    where p.day between ${from}::date and ${to}::date and p.figure = any (${[...figureIds]}::text[])
    group by 1, 2`;
  const series = z.array(seriesSchema).parse(rows);
  const users = series.find(({ figure }) => figure === 'users');
  return {
    numbers: series.flatMap(({ figure, split, days }) =>
      Object.entries(days).map(([day, value]) => ({ figure, split, day, value })),
    ),
    // Of a day that is being counted, active users alone are there.
    countedDays: Object.keys(users?.days ?? {}),
    countedAt: (users && series.find(({ figure }) => figure === 'sign_ups')?.updatedAt) ?? null,
  };
}

async function readBefore(tx: Transaction, { from, to }: { from: Day; to: Day }): Promise<Counted> {
  const rows = await tx.$queryRaw<unknown[]>`
    with last as (
      select max(p.day) as day, count(*)::integer as days from app.platform_days p
      where p.figure = 'users' and p.split = '' and p.day between ${from}::date and ${to}::date
    )
    select p.figure, p.split, sum(p.value)::float8 as sum, max(p.value)::float8 as worst,
      coalesce(sum(p.value) filter (where p.day = l.day), 0)::float8 as last, l.days,
      l.day = ${to}::date as "isLast"
    from last l join app.platform_days p
      on p.day between ${from}::date and ${to}::date and p.figure = any (${[...figureIds]}::text[])
    group by p.figure, p.split, l.days, l.day`;
  const found = z.array(beforeSchema).parse(rows);
  const wanted = daysFrom(from, to).length;
  return {
    isWhole: found.some(({ days }) => days === wanted),
    hasLast: found.some(({ isLast }) => isLast),
    days: found[0]?.days ?? 0,
    numbers: found,
  };
}

const seriesSchema = z.object({
  figure: z.enum(figureIds),
  split: z.string(),
  days: z.record(z.iso.date(), z.number()),
  updatedAt: z.string(),
});

const beforeSchema = z.object({
  figure: z.enum(figureIds),
  split: z.string(),
  sum: z.number(),
  worst: z.number(),
  last: z.number(),
  days: z.number(),
  isLast: z.boolean().nullable(),
});
