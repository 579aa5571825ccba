import type { AuthError, EmailOtpType, SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { text } from '@/lib/http/text';
import { checkAccessToken } from '../access-token';
import { findPrincipal, isLetIn } from '../find-principal';
import { revokeSessions } from '../sessions';
import { authProblem } from './auth-problem';
import { evenTime } from './even-time';
import { emailField } from './fields';
import { isHeldBack } from './held-back';

/** An address to send a link to. */
export const mailedLinkSchema = z.object({ email: emailField });

/** What a link from one of our mails carries. */
export const confirmationSchema = z.object({
  tokenHash: text().min(6).max(512),
  type: z.enum(['signup', 'invite', 'magiclink', 'recovery', 'email_change', 'email']),
});

/** What a mailed link is for. */
export type LinkType = z.infer<typeof confirmationSchema>['type'];

/**
 * Sends the confirmation mail once more. Succeeds for unknown and for confirmed addresses too, and for a mail that
 * Supabase holds back, so that it tells nothing.
 * @param landing absolute address to come to after confirming
 * @throws ProblemError for too many attempts or no answer from Supabase
 */
export async function resendConfirmation(
  client: SupabaseClient,
  email: string,
  landing: string,
): Promise<void> {
  await askForMail(() =>
    client.auth.resend({ type: 'signup', email, options: { emailRedirectTo: landing } }),
  );
}

/**
 * Sends a link to sign in with, if the address has an account; it makes none. Follows in any browser, since what it
 * carries is all that is needed. Errors as of {@link resendConfirmation}.
 * @param landing absolute address to come to after signing in
 */
export async function sendSignInLink(client: SupabaseClient, email: string, landing: string): Promise<void> {
  await askForMail(() =>
    client.auth.signInWithOtp({ email, options: { shouldCreateUser: false, emailRedirectTo: landing } }),
  );
}

/** Sends a link to choose a new password, if the address has an account. Errors as of {@link resendConfirmation}. */
export async function sendPasswordReset(
  client: SupabaseClient,
  email: string,
  landing: string,
): Promise<void> {
  await askForMail(() => client.auth.resetPasswordForEmail(email, { redirectTo: landing }));
}

/**
 * What became of a mailed link. `half-way` is a change of address that the other mailbox must confirm as well; `over` a
 * link that is too old, used or not ours. Only `confirmed` leaves a session.
 */
export type LinkOutcome = 'confirmed' | 'half-way' | 'suspended' | 'over';

/**
 * Uses up the link of a mail and signs in. That an account is suspended is told only here, to who has its mailbox.
 * @throws ProblemError for too many attempts or no answer from Supabase
 */
export async function confirmByLink(
  client: SupabaseClient,
  { tokenHash, type }: z.infer<typeof confirmationSchema>,
): Promise<LinkOutcome> {
  const { data, error } = await client.auth.verifyOtp({
    token_hash: tokenHash,
    type: type satisfies EmailOtpType,
  });
  if (error?.code === 'user_banned') return 'suspended';
  if (error) {
    const problem = authProblem(error);
    if (problem.status === 429 || problem.status >= 500) throw problem;
    return 'over';
  }
  if (!data.user || !data.session) return 'half-way';
  const outcome = await admit(client, data.user.id);
  if (outcome === 'confirmed' && type === 'email_change')
    await endOthers(data.user.id, data.session.access_token);
  return outcome;
}

// Whoever else is signed in may be why the address was changed.
async function endOthers(userId: string, accessToken: string): Promise<void> {
  const check = await checkAccessToken(accessToken);
  await revokeSessions(userId, check.state === 'valid' ? { except: check.claims.session_id } : 'all');
}

/** Lets nobody keep a session whose account is suspended or gone. */
async function admit(client: SupabaseClient, userId: string): Promise<LinkOutcome> {
  const found = await findPrincipal(userId);
  if (isLetIn(found)) return 'confirmed';
  await client.auth.signOut({ scope: 'local' });
  return found.state === 'suspended' ? 'suspended' : 'over';
}

/** Asks Supabase for a mail, and tells neither by answer nor by time whether there was anybody to send it to. */
async function askForMail(ask: () => Promise<{ error: AuthError | null }>): Promise<void> {
  const { error } = await evenTime(ask);
  if (error && !isAboutAccount(error)) throw authProblem(error);
}

/** Refusals that depend on the account behind an address; whoever asks must not learn of them. */
function isAboutAccount(error: AuthError): boolean {
  const { status } = error;
  return isHeldBack(error) || (status !== undefined && status >= 400 && status < 500 && status !== 429);
}
