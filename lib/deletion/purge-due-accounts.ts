import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { purgeAccount } from './purge-account';

/** How many accounts were deleted, and at how many something was in the way. */
export type PurgeReport = { purged: number; failed: number };

/** Of one run; the next one goes on. */
const BATCH = 200;

/**
 * Deletes every account whose time is over, and goes on with those whose deletion was interrupted. What fails is tried
 * again the next time; the others do not wait for it.
 */
export async function purgeDueAccounts(): Promise<PurgeReport> {
  const due = await asService('deletion.due', (tx) =>
    tx.user.findMany({
      where: { deletionDueAt: { lte: new Date() } },
      orderBy: { deletionDueAt: 'asc' },
      select: { id: true },
      take: BATCH,
    }),
  );
  const report: PurgeReport = { purged: 0, failed: 0 };
  for (const { id } of due) {
    try {
      if (await purgeAccount(id)) report.purged += 1;
    } catch (err) {
      logger.error({ err, userId: id }, 'an account that is due could not be deleted');
      report.failed += 1;
    }
  }
  return report;
}
