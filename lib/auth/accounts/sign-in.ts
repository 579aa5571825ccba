import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { text } from '@/lib/http/text';
import { findPrincipal, isLetIn } from '../find-principal';
import { authProblem } from './auth-problem';
import { evenTime } from './even-time';
import { emailField } from './fields';

/** What a person signs in with. */
export const signInSchema = z.object({
  email: emailField,
  password: text().min(1, 'Enter your password.').max(1000, 'Enter your password.'),
});

/** `second-factor`: signed in but for the code of the app. Everything else leaves the session as it was. */
export type SignInOutcome = 'signed-in' | 'second-factor' | 'wrong-credentials' | 'unconfirmed' | 'suspended';

/**
 * Signs in by password. A wrong password and an unknown address are told alike, after as long a time; that an account is suspended is told
 * only to who has its password.
 * @throws ProblemError for too many attempts or no answer from Supabase
 */
export async function signIn(
  client: SupabaseClient,
  { email, password }: z.infer<typeof signInSchema>,
): Promise<SignInOutcome> {
  const { data, error } = await evenTime(() => client.auth.signInWithPassword({ email, password }), {
    stepMs: REFUSAL_STEP_MS,
    unless: (answer) => answer.error === null,
  });
  if (!error) {
    const found = await findPrincipal(data.user.id);
    const mustVerify = found.state === 'active' && found.secondFactorStep === 'verify';
    if (isLetIn(found)) return mustVerify ? 'second-factor' : 'signed-in';
    await client.auth.signOut({ scope: 'local' });
    return found.state === 'suspended' ? 'suspended' : 'wrong-credentials';
  }
  const outcome = outcomes.get(error.code ?? '');
  if (outcome) return outcome;
  throw authProblem(error);
}

/** Milliseconds of a step in which a refusal comes: looking at a password takes some of them, an unknown address none. */
const REFUSAL_STEP_MS = 500;

const outcomes = new Map<string, SignInOutcome>([
  ['invalid_credentials', 'wrong-credentials'],
  ['email_not_confirmed', 'unconfirmed'],
  // Supabase tells of a ban before it looks at the password.
  ['user_banned', 'wrong-credentials'],
]);
