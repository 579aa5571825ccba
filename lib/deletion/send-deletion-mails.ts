import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { isMailAvailable, mailPerson } from '@/lib/notifications';
import { logger } from '@/lib/observability';
import { deletionMail } from './deletion-mail';

/** Of one run, so that none takes for ever. */
const BATCH = 100;

/**
 * Mails everybody whose account waits to be deleted and who was not told yet. The mail is known by the account and the
 * date: sent twice within a day, as after a kill, it arrives once. One that is refused is tried again the next time.
 * @param userId one person alone
 */
export async function sendDeletionMails(userId?: string): Promise<void> {
  const waiting = await asService('deletion.mails', (tx) =>
    tx.user.findMany({
      where: {
        deletionDueAt: { gt: new Date() },
        deletionMailedAt: null,
        status: 'active',
        email: { not: '' },
        ...(userId ? { id: userId } : {}),
      },
      select: { id: true, email: true, deletionDueAt: true },
      orderBy: { deletionDueAt: 'asc' },
      take: BATCH,
    }),
  );
  for (const { id, email, deletionDueAt } of waiting) {
    if (!deletionDueAt || !isMailAvailable()) continue;
    try {
      const content = deletionMail({ dueAt: deletionDueAt, appUrl: env().APP_URL });
      await mailPerson({ to: email, content, identity: `deletion ${id} ${deletionDueAt.toISOString()}` });
      await asService('deletion.mailed', (tx) =>
        tx.user.updateMany({ where: { id, deletionDueAt }, data: { deletionMailedAt: new Date() } }),
      );
    } catch (err) {
      logger.error({ err, userId: id }, 'a person was not told that their account will be deleted');
    }
  }
}
