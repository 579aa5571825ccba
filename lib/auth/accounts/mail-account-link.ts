import type { AuthError } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { supabaseAdmin } from '../supabase-admin';
import { authProblem } from './auth-problem';

/** What for: to confirm the address, or to choose a new password. */
export type AccountLink = 'confirmation' | 'password-reset';

/**
 * Has Supabase mail a link to an account, for somebody who may know that it exists: unlike `resendConfirmation` it tells
 * whether the mail went out.
 * @throws ProblemError 429 when Supabase holds it back, since one went there a moment ago; 503 when it does not answer
 */
export async function mailAccountLink(email: string, link: AccountLink): Promise<void> {
  const { error } = await ask[link](email, env().APP_URL);
  if (!error) return;
  if (error.code === 'over_email_send_rate_limit')
    throw problems.rateLimited(60, 'A mail went there a moment ago.');
  throw authProblem(error);
}

const ask: Record<AccountLink, (email: string, appUrl: string) => Promise<{ error: AuthError | null }>> = {
  confirmation: (email, appUrl) =>
    supabaseAdmin().auth.resend({
      type: 'signup',
      email,
      options: { emailRedirectTo: `${appUrl}/jobs` },
    }),
  'password-reset': (email, appUrl) =>
    supabaseAdmin().auth.resetPasswordForEmail(email, { redirectTo: `${appUrl}/reset-password` }),
};
