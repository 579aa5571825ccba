import { asService } from '@/lib/db';

/**
 * Has what stands above the limit of metrics that never reset billed for each month in which it stands, by its peak, also
 * when nothing is added or removed all month. Each month's peak is billed once, however often this runs.
 * @returns for how many organizations there was something to bill
 */
export async function billStandingOverage(): Promise<number> {
  const [row] = await asService(
    'usage.bill_standing_overage',
    (tx) => tx.$queryRaw<{ billed: number }[]>`select app.bill_standing_overage() as billed`,
  );
  return row?.billed ?? 0;
}
