import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { problems } from '@/lib/http';
import { limitAttempt } from '@/lib/rate-limits';
import { noteOwnChange } from '../account-notices';
import type { Principal } from '../principal';
import { authProblem } from './auth-problem';
import { evenTime } from './even-time';
import { emailField } from './fields';
import { isHeldBack } from './held-back';
import { type Proof, requirePerson } from './require-person';

/** The address that is to take the place of the present one. */
export const changeEmailSchema = z.object({ email: emailField });

/**
 * Begins a change of address: the new one gets a link that must be followed, the old one is told. Answers the same for an
 * address that has an account already, after as long a time; that one gets no mail, and nothing changes.
 * @param landing absolute address to come to after confirming
 * @throws ProblemError 422 for the present address or one that no mail reaches; as of `requirePerson`
 */
export async function askEmailChange(
  client: SupabaseClient,
  principal: Pick<Principal, 'userId' | 'email'>,
  email: string,
  { proof, landing }: { proof: Proof; landing: string },
): Promise<void> {
  if (email === principal.email) {
    throw problems.invalid('Choose another address.', [
      { path: 'email', message: 'This is your address already.' },
    ]);
  }
  await requirePerson(principal, proof);
  // By person and not by the address that is asked for: whose that is must not be told.
  await limitAttempt('mailed-link', { headers: proof.headers, account: principal.userId });
  const { error } = await evenTime(() => client.auth.updateUser({ email }, { emailRedirectTo: landing }));
  if (error && error.code !== 'email_exists' && !isHeldBack(error)) throw authProblem(error);
  await noteOwnChange(principal.userId, { kind: 'email_change_asked', facts: { to: email } });
}
