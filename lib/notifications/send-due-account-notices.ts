import { type AccountNotice, accountNoticeSchema } from '@/lib/auth';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { accountNoticeContent } from './account-notice-content';
import { htmlMail, textMail } from './mail-layout';
import { ATTEMPTS_MAX, type SendReport, sendAllDue } from './send-all-due';
import { sendMail } from './send-mail';

/**
 * Mails every notice about an account that is due to its person, oldest first. Claimed, tried again and never mailed
 * twice like the notices of billing; one whose person has no address any more is put away.
 */
export function sendDueAccountNotices(): Promise<SendReport> {
  return sendAllDue({
    claim: claimNotice,
    deliver,
    markFailed,
    name: 'a notice about an account',
    idOf: ({ userId, id, kind }) => ({ userId, id, kind }),
  });
}

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
        where sent_at is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
        order by next_attempt_at, id limit 1
        for update skip locked)
      returning n.user_id::text as "userId", n.id::text as id, n.kind, n.facts, n.attempts, u.email`,
  );
  return notice;
}

async function deliver({ userId, id, kind, facts, email }: Notice): Promise<void> {
  const notice = accountNoticeSchema.parse({ kind, facts });
  const to = addressFor(notice, email);
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

// Some tell of an address that was given up, at that address.
function addressFor(notice: AccountNotice, present: string): string {
  if (notice.kind === 'email_changed') return notice.facts.from;
  return notice.kind === 'account_deleted' ? notice.facts.email : present;
}

async function markFailed({ userId, id }: Notice, message: string, seconds: number): Promise<void> {
  const nextAttemptAt = new Date(Date.now() + seconds * 1000);
  await asService('notifications.account_notice_failed', (tx) =>
    tx.accountNotice.updateMany({
      where: { userId, id },
      data: { error: message, nextAttemptAt },
    }),
  );
}
