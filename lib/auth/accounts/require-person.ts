import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { text } from '@/lib/http/text';
import { limitFailures } from '@/lib/rate-limits';
import { checkAccessToken } from '../access-token';
import type { Principal } from '../principal';
import { supabaseFetch } from '../supabase-fetch';
import { authProblem } from './auth-problem';
import { signInMethods } from './sign-in-methods';

/** Seconds for which having signed in counts as proof that the person is there. */
const FRESH_SECONDS = 15 * 60;

/** What shows that it is the person, and not somebody who found the session open. */
export type Proof = {
  /** What was typed as the current password, for whoever has one. */
  currentPassword?: string | undefined;
  /** The session's token, which says when it began. */
  accessToken: string;
  /** Those of the request, which tell from where passwords are tried. */
  headers: Headers;
};

/** The part of the proof that is typed. */
export const proofSchema = z.object({
  currentPassword: text().max(1000, 'Enter your current password.').optional(),
});

/**
 * Lets nobody change how an account is signed in to who merely holds a session: asks for the current password, or, of
 * whoever has none, that they signed in a short while ago.
 * @throws ProblemError 422 at the field `currentPassword`, 403 for a session that is too old, 429 for too many attempts,
 * 503 for no answer from Supabase
 */
export async function requirePerson(
  { userId, email }: Pick<Principal, 'userId' | 'email'>,
  { currentPassword, accessToken, headers }: Proof,
): Promise<void> {
  const { hasPassword } = await signInMethods(userId);
  if (!hasPassword) {
    if (await signedInRecently(accessToken)) return;
    throw problems.forbidden('Sign in again to do this: it has been a while.');
  }
  if (!currentPassword) throw wrong('Enter your current password.');
  // Counted with the passwords that are tried to sign in: whoever has found a session open could guess here instead.
  const isRight = await limitFailures(
    'sign-in',
    { headers, account: email },
    () => isPasswordOf(userId, email, currentPassword),
    (right) => !right,
  );
  if (!isRight) throw wrong('This is not your current password.');
}

/** Whether the session with this token began, by whatever way, a short while ago. */
export async function signedInRecently(accessToken: string, now: () => number = Date.now): Promise<boolean> {
  const check = await checkAccessToken(accessToken);
  if (check.state !== 'valid') return false;
  const since = now() / 1000 - FRESH_SECONDS;
  return check.claims.amr.some(({ timestamp }) => timestamp >= since);
}

// Supabase tells it in one way only: by signing in. That session is ended at once, and nobody else ever has its tokens.
async function isPasswordOf(userId: string, email: string, password: string): Promise<boolean> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: supabaseFetch },
  });
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error?.code === 'invalid_credentials') return false;
  if (error) throw authProblem(error);
  await client.auth.signOut({ scope: 'local' });
  return data.user.id === userId;
}

function wrong(message: string) {
  return problems.invalid('Check your current password.', [{ path: 'currentPassword', message }]);
}
