import { asService, type MemberNoticeKind } from '@/lib/db';
import { env } from '@/lib/env';
import { issueInvitationLink, transferFactsSchema } from '@/lib/organizations';
import { htmlMail, type MailContent, textMail } from './mail-layout';
import { invitationContent, removedContent, transferContent } from './member-notice-content';
import { ATTEMPTS_MAX, type SendReport, sendAllDue } from './send-all-due';
import { sendMail } from './send-mail';

/**
 * Mails every note to a person about an organization that is due, oldest first. A note is claimed by moving its next
 * attempt away, so that of many workers one sends it; who dies with it leaves it due again two minutes later. A mail that
 * had gone out then is known to the mail service, but for an invitation's: its link was kept nowhere, so another is made
 * and the former is dead.
 */
export function sendMemberNotices(): Promise<SendReport> {
  return sendAllDue({
    claim: claimNotice,
    deliver,
    markFailed,
    name: 'a note to a member',
    idOf: ({ organizationId, id }) => ({ organizationId, noticeId: id }),
  });
}

type Notice = {
  organizationId: string;
  id: string;
  kind: MemberNoticeKind;
  userId: string | null;
  invitationId: string | null;
  facts: unknown;
  attempts: number;
  organizationName: string;
  email: string | null;
};

async function claimNotice(): Promise<Notice | undefined> {
  const [notice] = await asService(
    'notifications.claim_member_notice',
    (tx) => tx.$queryRaw<Notice[]>`
      update app.member_notices n
      set attempts = attempts + 1, next_attempt_at = now() + interval '2 minutes'
      from app.organizations o
      where o.id = n.organization_id and (n.organization_id, n.id) = (
        select organization_id, id from app.member_notices
        where sent_at is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
        order by next_attempt_at limit 1
        for update skip locked)
      returning n.organization_id as "organizationId", n.id, n.kind::text as kind, n.user_id as "userId",
                n.invitation_id as "invitationId", n.facts, n.attempts, o.name as "organizationName",
                (select u.email from app.users u
                 where u.id = n.user_id and u.status = 'active' and u.email <> '') as email`,
  );
  return notice;
}

async function deliver(notice: Notice): Promise<void> {
  const { organizationId, id, invitationId } = notice;
  const mail = await mailOf(notice);
  if (mail) {
    const { to, content, identity } = mail;
    await sendMail({
      to,
      subject: content.subject,
      html: htmlMail(content),
      text: textMail(content),
      identity,
    });
  }
  await asService('notifications.member_notice_sent', async (tx) => {
    await tx.memberNotice.updateMany({
      where: { organizationId, id },
      data: { sentAt: new Date(), error: null },
    });
    if (mail && invitationId)
      await tx.invitation.updateMany({
        where: { organizationId, id: invitationId },
        data: { sentAt: new Date() },
      });
  });
}

/** Null for what is to be mailed to nobody any more. */
async function mailOf(
  notice: Notice,
): Promise<{ to: string; content: MailContent; identity: string } | null> {
  const { organizationId, id, kind, invitationId, email, organizationName, attempts } = notice;
  const appUrl = env().APP_URL;
  const identity = `${organizationId} ${id}`;
  if (invitationId) {
    const link = await issueInvitationLink(organizationId, invitationId);
    // Another link makes another mail.
    return (
      link && {
        to: link.email,
        content: invitationContent(link, appUrl),
        identity: `${identity} ${attempts}`,
      }
    );
  }
  if (!email) return null;
  const setting = { organizationName, appUrl };
  if (kind === 'removed') return { to: email, content: removedContent(setting), identity };
  const { from, to, toUserId } = transferFactsSchema.parse(notice.facts);
  const toYou = toUserId === notice.userId;
  return { to: email, content: transferContent({ from, to, toYou }, setting), identity };
}

async function markFailed({ organizationId, id }: Notice, message: string, seconds: number): Promise<void> {
  await asService(
    'notifications.member_notice_failed',
    (tx) => tx.$executeRaw`
      update app.member_notices
      set error = ${message}, next_attempt_at = now() + make_interval(secs => ${seconds})
      where organization_id = ${organizationId}::uuid and id = ${id}::uuid`,
  );
}
