import { ProblemError } from '@/lib/http';

/** Days for which an invitation can be accepted. */
export const INVITATION_DAYS = 7;
/** Seconds between two mails of one invitation. */
export const RESEND_SECONDS = 60;
/** Mails that one invitation may have altogether. */
export const INVITATION_MAILS_MAX = 10;

/**
 * Mails that an organization may send to people it does not know yet within 24 hours: enough to fill its seats twice, and
 * never so many that a free account is of use to who sends unwanted mail.
 * @param seats the limit of seats; null is unlimited
 */
export function invitationMailsPerDay(seats: number | null): number {
  return seats === null ? 500 : Math.min(500, Math.max(20, 2 * seats));
}

/**
 * Refuses another mail of an invitation that comes too soon after the last, or is one too many.
 * @throws ProblemError 429 with when to try again
 */
export function requireResendable(
  { requests, requestedAt }: { requests: number; requestedAt: Date },
  now: Date,
): void {
  if (requests >= INVITATION_MAILS_MAX)
    throw tooMany('This invitation was mailed often enough. Withdraw it and invite the person anew.', 86_400);
  const wait = RESEND_SECONDS - Math.floor((now.getTime() - requestedAt.getTime()) / 1000);
  if (wait > 0) throw tooMany('The last mail has only just been sent. Try again in a minute.', wait);
}

/**
 * Refuses another mail of an organization that has sent all that it may for a day.
 * @throws ProblemError 429
 */
export function requireMailsLeft(sentToday: number, seats: number | null): void {
  if (sentToday >= invitationMailsPerDay(seats))
    throw tooMany(
      'This organization has sent as many invitations as it may in a day. Try again tomorrow.',
      86_400,
    );
}

function tooMany(detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError(429, 'rate_limit_exceeded', detail, { retryAfterSeconds });
}
