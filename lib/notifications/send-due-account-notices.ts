import { accountNoticeSchema } from '@/lib/auth';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { logger } from '@/lib/observability';
import { accountNoticeContent } from './account-notice-content';
import { htmlMail, textMail } from './mail-layout';
import type { SendReport } from './send-due-notices';
import { isMailAvailable, sendMail } from './send-mail';

/**
 * Mails every notice about an account that is due to its person, oldest first. Claimed, tried again and never mailed
 * twice like the notices of billing; one whose person has no address any more is put away.
 */
export async function sendDueAccountNotices(): Promise<SendReport> {
  const report: SendReport = { sent: 0, failed: 0 };
  while (isMailAvailable()) {
    const notice = await claimNotice();
    if (!notice) break;
    try {
      await deliver(notice);
      report.sent += 1;
    } catch (err) {
      const { userId, id, kind } = notice;
      logger.error({ err, userId, id, kind }, 'a notice about an account was not mailed');
      await markFailed(notice, err instanceof Error ? err.message : 'Unknown error');
      report.failed += 1;
    }
  }
  return report;
}

// Ten attempts span more than a day; after that a mail would be no news.
const attemptsMax = 10;

type Notice = { userId: string; id: string; kind: string; facts: unknown; attempts: number; email: string };

async function claimNotice(): Promise<Notice | undefined> {
  const [notice] = await asService(
    'notifications.claim_account_notice',
    (tx) => tx.$queryRaw<Notice[]>`
      update app.account_notices n
      set attempts = n.attempts + 1, next_attempt_at = now() + interval '2 minutes'
      from app.users u
      where u.id = n.user_id and (n.user_id, n.id) = (
        select user_id, id from app.account_notices
        where sent_at is null and next_attempt_at <= now() and attempts < ${attemptsMax}
        order by next_attempt_at, id limit 1
        for update skip locked)
      returning n.user_id::text as "userId", n.id::text as id, n.kind, n.facts, n.attempts, u.email`,
  );
  return notice;
}

async function deliver({ userId, id, kind, facts, email }: Notice): Promise<void> {
  const notice = accountNoticeSchema.parse({ kind, facts });
  const to = notice.kind === 'email_changed' ? notice.facts.from : email;
  if (to !== '') {
    const content = accountNoticeContent(notice, { appUrl: env().APP_URL });
    await sendMail({
      to,
      subject: content.subject,
      html: htmlMail(content),
      text: textMail(content),
      identity: `account notice ${id}`,
    });
  }
  await asService('notifications.account_notice_sent', (tx) =>
    tx.accountNotice.updateMany({ where: { userId, id }, data: { sentAt: new Date(), error: null } }),
  );
}

// A minute, then twice as long each time.
async function markFailed({ userId, id, attempts }: Notice, message: string): Promise<void> {
  const nextAttemptAt = new Date(Date.now() + 60_000 * 2 ** (attempts - 1));
  await asService('notifications.account_notice_failed', (tx) =>
    tx.accountNotice.updateMany({
      where: { userId, id },
      data: { error: message.slice(0, 500), nextAttemptAt },
    }),
  );
}
