import type { AuthError, EmailOtpType, SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { text } from '@/lib/http/text';
import { authProblem } from './auth-problem';
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
  const { error } = await client.auth.resend({
    type: 'signup',
    email,
    options: { emailRedirectTo: landing },
  });
  if (error && !isAboutAccount(error)) throw authProblem(error);
}

/** Sends a link to choose a new password, if the address has an account. Errors as of {@link resendConfirmation}. */
export async function sendPasswordReset(
  client: SupabaseClient,
  email: string,
  landing: string,
): Promise<void> {
  const { error } = await client.auth.resetPasswordForEmail(email, { redirectTo: landing });
  if (error && !isAboutAccount(error)) throw authProblem(error);
}

/**
 * Uses up the link of a mail and signs in.
 * @returns false when the link is too old, used or not ours
 * @throws ProblemError for too many attempts or no answer from Supabase
 */
export async function confirmByLink(
  client: SupabaseClient,
  { tokenHash, type }: z.infer<typeof confirmationSchema>,
): Promise<boolean> {
  const { error } = await client.auth.verifyOtp({ token_hash: tokenHash, type: type satisfies EmailOtpType });
  if (!error) return true;
  const problem = authProblem(error);
  if (problem.status === 429 || problem.status >= 500) throw problem;
  return false;
}

/** Refusals that depend on the account behind an address; whoever asks must not learn of them. */
function isAboutAccount(error: AuthError): boolean {
  const { status } = error;
  return isHeldBack(error) || (status !== undefined && status >= 400 && status < 500 && status !== 429);
}
