import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { authProblem } from './auth-problem';
import { evenTime } from './even-time';
import { emailField, nameField, newPasswordField } from './fields';
import { requireGoodPassword } from './good-password';
import { isHeldBack } from './held-back';

/** What a new person tells. */
export const signUpSchema = z.object({ name: nameField, email: emailField, password: newPasswordField });

/**
 * Makes an account and sends the mail that confirms it. Answers the same for an address that has an account already,
 * so that nobody can find out who is here, not by how long it takes either; that person gets no mail.
 * @param landing absolute address to come to after confirming
 * @returns `signed-in` only where the Supabase project does not ask for confirmation
 * @throws ProblemError for a refused password or address, too many attempts, or no answer from Supabase
 */
export async function signUp(
  client: SupabaseClient,
  { name, email, password }: z.infer<typeof signUpSchema>,
  landing: string,
): Promise<'confirm-by-mail' | 'signed-in'> {
  await requireGoodPassword(password, { email, name });
  const { data, error } = await evenTime(() =>
    client.auth.signUp({ email, password, options: { data: { name }, emailRedirectTo: landing } }),
  );
  if (error && !existsAlready.has(error.code ?? '') && !isHeldBack(error)) throw authProblem(error);
  return data.session ? 'signed-in' : 'confirm-by-mail';
}

const existsAlready = new Set(['user_already_exists', 'email_exists']);
