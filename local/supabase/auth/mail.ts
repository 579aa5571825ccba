import type { AuthContext } from './context';
import { type MailKind, mailText } from './mail-text';
import type { OneTimeToken } from './one-time-tokens';
import { AuthProblem } from './problem';
import { nextPath } from './redirects';

/** A mail to send once the transaction that made its token has committed. */
export type AuthMail = { kind: MailKind; to: string; token: OneTimeToken; redirectTo: string | null };

/** What `type` of the link each mail carries; the app hands it to `verifyOtp`. */
const LINK_TYPES: Record<MailKind, string> = {
  confirmation: 'email',
  magic_link: 'magiclink',
  recovery: 'recovery',
  invite: 'invite',
  email_change: 'email_change',
};

/**
 * Sends a mail through the local mail service. Its link leads to the app's `/auth/confirm`, as Supabase recommends for
 * server-side rendering, with `next` when the redirect asked for is on the site.
 * @throws AuthProblem 500 when the mail service does not take it
 */
export async function sendMail(context: AuthContext, mail: AuthMail): Promise<void> {
  const link = new URL('/auth/confirm', context.options.siteUrl);
  link.searchParams.set('token_hash', mail.token.hash);
  link.searchParams.set('type', LINK_TYPES[mail.kind]);
  const next = nextPath(context, mail.redirectTo);
  if (next) link.searchParams.set('next', next);
  const { subject, text, html } = mailText(mail.kind, { link: link.toString(), code: mail.token.code });
  const response = await fetch(`${context.options.mail.url}/emails`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer re_local_auth' },
    body: JSON.stringify({ from: 'Foothold <auth@foothold.local>', to: [mail.to], subject, text, html }),
  }).catch(() => undefined);
  if (!response?.ok) {
    throw new AuthProblem(500, 'unexpected_failure', `Error sending ${mail.kind.replace('_', ' ')} email`);
  }
  await response.body?.cancel();
}
