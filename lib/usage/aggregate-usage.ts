import { asService } from '@/lib/db';

/**
 * Turns events into aggregates, by organization, metric, period and minute: each event into one, once, though
 * transactions end in any order and this may be killed at any point. An event is seen as soon as no transaction runs that
 * began before its own. Runs beside itself wait for each other.
 * @param batch about how many events are taken per transaction
 * @returns how many events it took
 */
export async function aggregateUsage(batch = 20_000): Promise<number> {
  let all = 0;
  for (;;) {
    const [row] = await asService(
      'usage.aggregate',
      (tx) => tx.$queryRaw<{ events: number }[]>`select app.aggregate_usage(${batch}::integer) as events`,
    );
    const events = row?.events ?? 0;
    all += events;
    if (events < batch) return all;
  }
}
