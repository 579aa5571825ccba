import type { AuthError, SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { problems } from '@/lib/http';
import { authProblem } from '../accounts/auth-problem';
import { attempt, type Prover, refused } from './attempt';
import { authenticatorsOf } from './authenticators';
import { spendRecoveryCode } from './recovery-codes';
import { typedCodeIn } from './typed-code';

/**
 * Has a person prove the second factor in their session, by a code of the app or by a recovery code. The first lifts the
 * session at Supabase, which writes new cookies; the second marks it here, since Supabase knows nothing of it.
 * @param client with the session's cookies
 * @param text as it was typed
 * @throws ProblemError 422 with the field `code` for what is not taken, 429 after too many wrong ones, 401 when the
 * session is over, 503 when Supabase does not answer
 */
export async function proveSecondFactor(
  client: SupabaseClient,
  prover: Prover,
  text: string,
): Promise<'app' | 'recovery'> {
  const typed = typedCodeIn(text);
  if (!typed) throw refused('Enter the six digits of the app, or a recovery code.');
  if (typed.kind === 'recovery') {
    await attempt(prover, typed.code, () => spendRecoveryCode(prover, typed.code), recoveryWords);
    return 'recovery';
  }
  await attempt(prover, typed.code, async () => {
    for (const { id, isVerified } of await authenticatorsOf(prover.userId)) {
      if (isVerified && (await isCodeOf(client, prover, id, typed.code))) return true;
    }
    return false;
  });
  return 'app';
}

const recoveryWords = {
  spent: 'This recovery code was used already.',
  wrong: 'This is not one of your recovery codes, or it was used already.',
};

/** Whether Supabase takes the code for this authenticator. Errors as of {@link proveSecondFactor}. */
export async function isCodeOf(
  client: SupabaseClient,
  prover: Prover,
  factorId: string,
  code: string,
): Promise<boolean> {
  await requireSessionOf(client, prover);
  const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code });
  if (!error) return true;
  if (error.code === 'mfa_verification_failed') return false;
  throw factorProblem(error);
}

/**
 * Refuses to go on when the cookies hold another session than the one that proves: a request can name one person in a
 * header and another in its cookies, and Supabase's client acts for the latter.
 * @throws ProblemError 401
 */
export async function requireSessionOf(client: SupabaseClient, { userId, sessionId }: Prover): Promise<void> {
  const { data } = await client.auth.getSession();
  const claims = data.session && decodeJwt(data.session.access_token);
  if (claims?.sub !== userId || claims.session_id !== sessionId) {
    throw problems.unauthenticated('The session is over. Sign in again.');
  }
}

/** The problem that an error about a factor is to its person. */
export function factorProblem(error: AuthError): Error {
  if (overSessions.has(error.code ?? '') || error.name === 'AuthSessionMissingError') {
    return problems.unauthenticated('The session is over. Sign in again.');
  }
  if (error.code === 'mfa_factor_not_found') {
    return problems.conflict('This authenticator was removed meanwhile. Load the page again.');
  }
  return authProblem(error);
}

const overSessions = new Set([
  'session_not_found',
  'session_expired',
  'bad_jwt',
  'no_authorization',
  'user_not_found',
  'user_banned',
  'refresh_token_not_found',
  'refresh_token_already_used',
]);
