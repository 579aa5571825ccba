import { asService } from '@/lib/db';

/**
 * Ends reservations whose holders died: what they held counts for nobody from the moment that their time is over, and
 * here the counters are told. Bears running beside itself.
 * @returns how many it ended
 */
export async function releaseExpiredUsage(): Promise<number> {
  let all = 0;
  for (;;) {
    const [row] = await asService(
      'usage.release_expired',
      (tx) => tx.$queryRaw<{ ended: number }[]>`select app.release_expired_usage(${batch}::integer) as ended`,
    );
    const ended = row?.ended ?? 0;
    all += ended;
    if (ended < batch) return all;
  }
}

const batch = 500;
