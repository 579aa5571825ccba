import type { Transaction } from '@/lib/db';
import type { DayFigure } from './day-figure';

/** Writes numbers where there are none; what stands there stays, and of active users the higher one. */
export async function writeFigures(tx: Transaction, numbers: readonly DayFigure[]): Promise<void> {
  await tx.$executeRaw`
    insert into app.platform_days as p (figure, split, day, value)
    select * from unnest(
      ${numbers.map(({ figure }) => figure)}::text[], ${numbers.map(({ split }) => split)}::text[],
      ${numbers.map(({ day }) => day)}::text[]::date[], ${numbers.map(({ value }) => String(value))}::text[]::numeric[])
    on conflict (figure, split, day) do update set value = greatest(p.value, excluded.value), updated_at = now()
    where p.figure = 'active_users'`;
}
