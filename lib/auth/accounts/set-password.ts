import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { asService } from '@/lib/db';
import { checkAccessToken } from '../access-token';
import { noteOwnChangeIn } from '../account-notices';
import type { Principal } from '../principal';
import { revokeSessionsIn } from '../sessions';
import { authProblem } from './auth-problem';
import { newPasswordField } from './fields';
import { requireGoodPassword } from './good-password';

/** The password that replaces a forgotten one. */
export const setPasswordSchema = z.object({ password: newPasswordField });

/** Seconds for which following a mailed link counts as proof that the mailbox is one's own. */
const PROOF_SECONDS = 15 * 60;

/**
 * Whether the session with this access token began with a link from a mail a short while ago. A session alone must
 * not be enough to change the password: whoever borrows one would own the account.
 */
export async function provedMailbox(accessToken: string, now: () => number = Date.now): Promise<boolean> {
  const check = await checkAccessToken(accessToken);
  if (check.state !== 'valid') return false;
  const since = now() / 1000 - PROOF_SECONDS;
  return check.claims.amr.some(({ method, timestamp }) => mailed.has(method) && timestamp >= since);
}

/**
 * Sets the password of the signed-in person and ends all other sessions, for one of them may be why it is changed.
 * The person is told by mail.
 * Precondition: that it is the person was proved, by a mailed link or by the present password.
 * @throws ProblemError for a refused password, too many attempts or no answer from Supabase
 */
export async function setPassword(
  client: SupabaseClient,
  principal: Pick<Principal, 'userId' | 'credentialId' | 'email' | 'name'>,
  password: string,
): Promise<void> {
  await requireGoodPassword(password, principal);
  const { error } = await client.auth.updateUser({ password });
  if (error) throw authProblem(error);
  await asService('auth.password-changed', async (tx) => {
    const { userId, credentialId } = principal;
    await revokeSessionsIn(tx, userId, credentialId === null ? 'all' : { except: credentialId });
    await noteOwnChangeIn(tx, userId, { kind: 'password_changed' });
  });
}

/** Supabase's names for ways of signing in that prove the mailbox. */
const mailed = new Set(['otp', 'recovery', 'magiclink', 'invite', 'email/signup']);
