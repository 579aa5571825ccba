import { createHash } from 'node:crypto';
import { env } from '@/lib/env';
import { dependency } from '@/lib/resilience';

/** One mail to one person. `identity` names it for all time: the same one is not delivered twice. */
export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  identity: string;
  /** Takes a POST of the person's mail program, as RFC 8058 has it, which ends such mails. */
  oneClickUrl?: string | undefined;
};

/**
 * Hands a mail to Resend. A repeat within a day, which is how long Resend remembers, delivers nothing more.
 * @throws ProblemError 503 `unavailable` when Resend does not answer, {@link MailRefused} when it refuses this mail
 */
export async function sendMail({ to, subject, html, text, identity, oneClickUrl }: Mail): Promise<void> {
  const { RESEND_API_URL, RESEND_API_KEY, MAIL_FROM } = env();
  await mailService.call(async () => {
    const answer = await fetch(`${RESEND_API_URL ?? 'https://api.resend.com'}/emails`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${RESEND_API_KEY}`,
        'content-type': 'application/json',
        // Within Resend's 256 characters, and without the address.
        'idempotency-key': createHash('sha256').update(identity).digest('hex'),
      },
      body: JSON.stringify({
        from: MAIL_FROM,
        to: [to],
        subject,
        html,
        text,
        ...(oneClickUrl === undefined ? {} : { headers: unsubscribeHeaders(oneClickUrl) }),
      }),
      signal: AbortSignal.timeout(10_000),
    }).catch((error: unknown) => {
      throw new MailDown('No connection to the mail service.', { cause: error });
    });
    const body = await answer.text().catch(() => '');
    if (answer.ok) return;
    // Sent before in other words, such as those of the version before this one.
    if (answer.status === 409 && body.includes('invalid_idempotent_request')) return;
    if (isDown(answer.status)) throw new MailDown(`The mail service answered ${answer.status}.`);
    throw new MailRefused(`The mail service answered ${answer.status}: ${body.slice(0, 200)}`);
  });
}

/** Whether mails are taken at the moment, or the service is left alone for a while because it was down. */
export function isMailAvailable(): boolean {
  return mailService.isAvailable();
}

/** Resend does not take this mail, now or ever: an address that is none, a sender that is not verified. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

class MailDown extends Error {
  override readonly name = 'MailDown';
}

function unsubscribeHeaders(oneClickUrl: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${oneClickUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

const mailService = dependency({ name: 'mail service', isFailure: (error) => error instanceof MailDown });

// 409 is then an equal request under way; with a wrong key nothing can be sent until somebody has put it right.
function isDown(status: number): boolean {
  return status >= 500 || status === 429 || status === 409 || status === 401 || status === 403;
}
