import { noticeFactsSchema } from '@/lib/billing';
import { asService, type BillingNoticeKind } from '@/lib/db';
import { env } from '@/lib/env';
import { mailRecipients } from './mail-recipients';
import { noticeContent } from './notice-content';
import { ATTEMPTS_MAX, type SendReport, sendAllDue } from './send-all-due';

/**
 * Mails every notice that is due to the owners and admins of its organization, oldest first. A notice is claimed by
 * moving its next attempt away, so that of many workers one sends it; who dies with it leaves it due again two minutes
 * later, and whom it had reached is left out then: by the list on its row, or by the mail service, which knows the mail.
 */
export function sendDueNotices(): Promise<SendReport> {
  return sendAllDue({
    claim: claimNotice,
    deliver,
    markFailed,
    name: 'a notice',
    idOf: ({ organizationId, key }) => ({ organizationId, key }),
  });
}

type Notice = {
  organizationId: string;
  key: string;
  kind: BillingNoticeKind;
  facts: unknown;
  attempts: number;
  sentTo: string[];
};

async function claimNotice(): Promise<Notice | undefined> {
  const [notice] = await asService(
    'notifications.claim',
    (tx) => tx.$queryRaw<Notice[]>`
      update app.billing_notices n
      set attempts = attempts + 1, next_attempt_at = now() + interval '2 minutes'
      where (n.organization_id, n.key) = (
        select organization_id, key from app.billing_notices
        where sent_at is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
        order by next_attempt_at limit 1
        for update skip locked)
      returning n.organization_id as "organizationId", n.key, n.kind::text as kind, n.facts, n.attempts,
                n.sent_to::text[] as "sentTo"`,
  );
  return notice;
}

async function deliver(notice: Notice): Promise<void> {
  const { organizationId, key, kind, sentTo } = notice;
  const facts = noticeFactsSchema.parse(notice.facts);
  const { name, memberships } = await asService('notifications.recipients', (tx) =>
    tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: {
        name: true,
        memberships: {
          where: { role: { in: ['owner', 'admin'] }, user: { status: 'active', email: { not: '' } } },
          select: { user: { select: { id: true, email: true } } },
        },
      },
    }),
  );
  const content = noticeContent({ kind, facts }, { organizationName: name, appUrl: env().APP_URL });
  await mailRecipients({
    recipients: memberships.map(({ user }) => user),
    sentTo,
    content,
    identity: `${organizationId} ${key}`,
    markSentTo: (userId) =>
      asService(
        'notifications.sent_to',
        (tx) => tx.$executeRaw`
          update app.billing_notices set sent_to = array_append(sent_to, ${userId}::uuid)
          where organization_id = ${organizationId}::uuid and key = ${key} and not ${userId}::uuid = any(sent_to)`,
      ),
  });
  await asService(
    'notifications.sent',
    (tx) => tx.$executeRaw`
      update app.billing_notices set sent_at = now(), error = null
      where organization_id = ${organizationId}::uuid and key = ${key}`,
  );
}

async function markFailed({ organizationId, key }: Notice, message: string, seconds: number): Promise<void> {
  await asService(
    'notifications.failed',
    (tx) => tx.$executeRaw`
      update app.billing_notices
      set error = ${message}, next_attempt_at = now() + make_interval(secs => ${seconds})
      where organization_id = ${organizationId}::uuid and key = ${key}`,
  );
}
