import { asService, type Transaction } from '@/lib/db';
import { logger } from '@/lib/observability';
import { underLease } from '@/lib/resilience';
import { countFlows } from './count-flows';
import { countLevels } from './count-levels';
import { findRevenueChanges, revenueBefore, writeRevenue, writtenRevenueChanges } from './count-revenue';
import type { DayFigure } from './day-figure';
import { addDays, type Day, dayOf, daysFrom, type Span, spansOf, startOf } from './days';
import type { FigureId } from './figures';
import { revenueFigures } from './revenue-figures';
import { writeFigures } from './write-figures';

/** How many days before today are kept count of at most: two years to compare, and some more. */
export const HISTORY_DAYS = 800;
/** Days that are counted in one transaction. */
const SPAN_DAYS = 14;
/** Finished days whose events are counted again, since some are told late. */
const RECOUNTED_DAYS = 3;

/** How many days were counted for the first time, and how many are yet to be. */
export type RollUp = { counted: number; left: number };

/**
 * Counts the finished days that nobody has counted yet, oldest first, and once more what happened on the last three. Levels
 * and revenue of a day are counted once and stay as they were known then; a day that is counted late has them as far as dates
 * tell. Each span of days is a transaction of its own: whoever comes after a kill goes on there. Today is never
 * finished, but for its active users, of whom tomorrow knows less than today does: their highest number stays.
 * At most one runs at a time, in all processes.
 * @param until stops before the first span that would begin after this moment
 * @returns null when it is running already
 */
export async function rollUp({
  now = new Date(),
  until,
}: {
  now?: Date;
  until?: Date;
} = {}): Promise<RollUp | null> {
  const leased = await underLease('statistics.roll_up', () => countDue(now, until));
  return leased.held ? leased.result : null;
}

/** Counts a span of finished days: all of it, or, where they were counted before, what may have become known since. */
export async function countSpan(span: Span, which: 'all' | 'flows'): Promise<void> {
  await asService('statistics.count', async (tx) => {
    await replaceFigures(tx, span, flowFigures, await countFlows(tx, span));
    if (which === 'flows') return;
    await writeFigures(tx, await countLevels(tx, span));
    // A day after it may have been counted already, as if nothing had been before: it begins with what these end with.
    const next = addDays(span.to, 1);
    const told = (await isDayCounted(tx, next)) ? { from: span.from, to: next } : span;
    await writeRevenue(tx, await findRevenueChanges(tx, told));
    const standing = await revenueBefore(tx, told.from);
    const changes = await writtenRevenueChanges(tx, told);
    await replaceFigures(tx, told, revenueFigureIds, revenueFigures(standing, changes, told));
  });
}

async function countDue(now: Date, until: Date | undefined): Promise<RollUp> {
  const today = dayOf(now);
  const due = await uncountedDays(today);
  const spans = spansOf(due, SPAN_DAYS);
  let counted = 0;
  for (const span of spans) {
    if (until && Date.now() >= until.getTime()) break;
    await countSpan(span, 'all');
    counted += daysFrom(span.from, span.to).length;
  }
  const left = due.length - counted;
  const recent = await countedDays({ from: addDays(today, -RECOUNTED_DAYS), to: addDays(today, -1) });
  const again = recent.filter((day) => !due.includes(day));
  for (const span of spansOf(again, SPAN_DAYS)) await countSpan(span, 'flows');
  await noteActiveUsers(today);
  if (counted > 0) logger.info({ counted, left }, 'days of the platform were counted');
  return { counted, left };
}

/** Finished days since the first account that were not counted yet, oldest first. */
async function uncountedDays(today: Day): Promise<Day[]> {
  const [oldest, yesterday] = [addDays(today, -HISTORY_DAYS), addDays(today, -1)];
  const rows = await asService(
    'statistics.uncounted',
    (tx) => tx.$queryRaw<{ day: Day }[]>`
      select to_char(d, 'YYYY-MM-DD') as day
      from generate_series(
        greatest(${oldest}::date, (select (min(u.created_at) at time zone 'UTC')::date from app.users u))::timestamp,
        ${yesterday}::date::timestamp, interval '1 day') d
      where exists (select from app.users)
        and not exists (
          select from app.platform_days p where p.figure = 'users' and p.split = '' and p.day = d::date)
      order by 1`,
  );
  return rows.map(({ day }) => day);
}

async function countedDays({ from, to }: Span): Promise<Day[]> {
  const rows = await asService('statistics.counted', (tx) =>
    tx.platformDay.findMany({
      where: { figure: 'users', split: '', day: { gte: startOf(from), lte: startOf(to) } },
      orderBy: { day: 'asc' },
      select: { day: true },
    }),
  );
  return rows.map(({ day }) => dayOf(day));
}

async function isDayCounted(tx: Transaction, day: Day): Promise<boolean> {
  const found = await tx.platformDay.findFirst({ where: { figure: 'users', split: '', day: startOf(day) } });
  return found !== null;
}

async function noteActiveUsers(today: Day): Promise<void> {
  await asService('statistics.active', async (tx) => {
    const figures = await countFlows(tx, { from: today, to: today });
    await writeFigures(
      tx,
      figures.filter(({ figure }) => figure === 'active_users'),
    );
  });
}

/** What is counted again for some days; of active users the highest number stays. */
const flowFigures: readonly FigureId[] = [
  'sign_ups',
  'confirmed',
  'trials_begun',
  'conversions',
  'usage',
  'failed_payments',
  'quota_hits',
  'webhook_events',
  'webhook_duration',
];
const revenueFigureIds: readonly FigureId[] = ['mrr', 'paying', 'mrr_movement', 'churned'];

/** Writes numbers in place of all that was there of these figures. */
async function replaceFigures(
  tx: Transaction,
  { from, to }: Span,
  replaced: readonly FigureId[],
  numbers: readonly DayFigure[],
): Promise<void> {
  await tx.$executeRaw`
    delete from app.platform_days
    where figure = any (${[...replaced]}::text[]) and day between ${from}::date and ${to}::date`;
  await writeFigures(tx, numbers);
}
