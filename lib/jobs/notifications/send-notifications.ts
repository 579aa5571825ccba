import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { ATTEMPTS_MAX, type MailContent, mailPerson, type SendReport, sendAllDue } from '@/lib/notifications';
import { DEFAULT_TIME_ZONE } from '../reminders/time-zone';
import { digestMail } from './digest-mail';
import { isThere } from './in-force';
import { noticeMail } from './notice-mail';
import { readDigest } from './read-digest';
import { type Notice, noticeSchema } from './schema';
import { unsubscribeToken } from './unsubscribe-token';

/**
 * Mails what people are to be told and was not mailed yet, oldest first. Claimed, tried again and never mailed twice like
 * the notices of billing. What is mailed is true when it is mailed: it is withheld for good when the person has switched such
 * mails off or is not there any more, when the reminder was done or the interview moved meanwhile, and when a week has
 * nothing to tell of.
 */
export function sendNotifications(): Promise<SendReport> {
  return sendAllDue({
    claim,
    deliver,
    markFailed,
    name: 'a notification',
    idOf: ({ organizationId, id, notice: { kind } }) => ({ organizationId, notificationId: id, kind }),
  });
}

type Claimed = {
  organizationId: string;
  id: string;
  userId: string;
  jobId: string | null;
  notice: Notice;
  attempts: number;
};

async function claim(): Promise<Claimed | undefined> {
  const [row] = await asService(
    'jobs.claim_notification',
    (tx) => tx.$queryRaw<(Omit<Claimed, 'notice'> & { kind: string; facts: unknown })[]>`
      update app.notifications n
      set attempts = attempts + 1, next_attempt_at = now() + interval '2 minutes'
      where (n.organization_id, n.id) = (
        select organization_id, id from app.notifications
        where by_mail and sent_at is null and withheld is null and next_attempt_at <= now() and attempts < ${ATTEMPTS_MAX}
        order by next_attempt_at limit 1
        for update skip locked)
      returning n.organization_id::text as "organizationId", n.id::text as id, n.user_id::text as "userId",
        n.job_id::text as "jobId", n.kind::text as kind, n.facts, n.attempts`,
  );
  if (!row) return undefined;
  const { kind, facts, ...rest } = row;
  return { ...rest, notice: noticeSchema.parse({ kind, facts }) };
}

/** @returns whether it was mailed; otherwise it is withheld */
async function deliver(claimed: Claimed): Promise<boolean> {
  const { organizationId, userId, id, notice } = claimed;
  const recipient = await recipientOf(claimed);
  if (!recipient) return withhold(claimed, 'gone');
  if (!recipient[wantedBy[notice.kind]]) return withhold(claimed, 'switched_off');
  if (!recipient.holds) return withhold(claimed, 'outdated');
  const content = await contentOf(claimed, recipient);
  if (!content) return withhold(claimed, 'nothing_to_say');
  const token = unsubscribeToken(
    { organizationId, userId, kind: notice.kind === 'reminders_paused' ? 'reminder' : notice.kind },
    recipient.unsubscribeKey,
  );
  const { APP_URL } = env();
  await mailPerson({
    to: recipient.email,
    content: { ...content, unsubscribeUrl: `${APP_URL}/unsubscribe?token=${token}` },
    oneClickUrl: `${APP_URL}/api/notifications/unsubscribe?token=${token}`,
    identity: `notification ${id}`,
  });
  await settle(claimed, null);
  return true;
}

const wantedBy = {
  reminder: 'reminderMail',
  reminders_paused: 'reminderMail',
  interview: 'interviewMail',
  digest: 'digestMail',
} as const satisfies Record<Notice['kind'], string>;

type Recipient = {
  email: string;
  timeZone: string;
  organizationName: string;
  reminderMail: boolean;
  interviewMail: boolean;
  digestMail: boolean;
  unsubscribeKey: Uint8Array;
  /** Whether what the notice tells of is still so. */
  holds: boolean;
};

/** Whom it goes to, with a key for their links, made now where they have none; undefined for who is not there any more. */
async function recipientOf({ organizationId, userId, notice }: Claimed): Promise<Recipient | undefined> {
  const reminderId = notice.kind === 'reminder' ? notice.facts.reminderId : null;
  const interview = notice.kind === 'interview' ? notice.facts : null;
  return asService('jobs.notification_recipient', async (tx) => {
    await tx.$executeRaw`
      insert into app.notification_settings (organization_id, user_id)
      select m.organization_id, m.user_id from app.memberships m
      where m.organization_id = ${organizationId}::uuid and m.user_id = ${userId}::uuid
      on conflict do nothing`;
    const [row] = await tx.$queryRaw<Recipient[]>`
      select u.email, coalesce(u.time_zone, ${DEFAULT_TIME_ZONE}) as "timeZone", o.name as "organizationName",
        s.reminder_mail as "reminderMail", s.interview_mail as "interviewMail", s.digest_mail as "digestMail",
        s.unsubscribe_key as "unsubscribeKey",
        (${reminderId}::uuid is null or exists (
          select from app.reminders r
          join app.saved_jobs j on j.organization_id = r.organization_id and j.id = r.job_id
          where r.organization_id = s.organization_id and r.id = ${reminderId}::uuid and r.done_at is null
            and app.reminder_due_at(r, j) <= now()))
        and (${interview?.interviewId ?? null}::uuid is null or exists (
          select from app.job_interviews i
          where i.organization_id = s.organization_id and i.id = ${interview?.interviewId ?? null}::uuid
            and i.starts_at = ${interview?.startsAt ?? null}::timestamptz and i.starts_at > now())) as holds
      from app.notification_settings s
      join app.organizations o on o.id = s.organization_id
      join app.users u on u.id = s.user_id
      where s.organization_id = ${organizationId}::uuid and s.user_id = ${userId}::uuid
        and ${isThere} and u.email <> ''`;
    return row;
  });
}

async function contentOf(
  { organizationId, userId, jobId, notice }: Claimed,
  { organizationName, timeZone }: Recipient,
): Promise<MailContent | null> {
  const appUrl = env().APP_URL;
  if (notice.kind !== 'digest') return noticeMail(notice, { jobId, organizationName, timeZone, appUrl });
  const digest = await readDigest({ organizationId, userId }, { week: notice.facts.week, timeZone });
  return digest && digestMail(digest, { organizationName, timeZone, appUrl });
}

async function withhold(claimed: Claimed, reason: string): Promise<false> {
  await settle(claimed, reason);
  return false;
}

/** Ends it for good: as mailed, or withheld for a reason. */
async function settle({ organizationId, id }: Claimed, withheld: string | null): Promise<void> {
  await asService('jobs.notification_settled', (tx) =>
    tx.notification.updateMany({
      where: { organizationId, id },
      data: { sentAt: withheld === null ? new Date() : null, withheld, error: null },
    }),
  );
}

async function markFailed({ organizationId, id }: Claimed, message: string, seconds: number): Promise<void> {
  await asService('jobs.notification_failed', (tx) =>
    tx.notification.updateMany({
      where: { organizationId, id },
      data: { error: message, nextAttemptAt: new Date(Date.now() + seconds * 1000) },
    }),
  );
}
