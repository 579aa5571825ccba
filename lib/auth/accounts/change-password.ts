import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { logger } from '@/lib/observability';
import type { Principal } from '../principal';
import { supabaseAdmin } from '../supabase-admin';
import { newPasswordField } from './fields';
import { type Proof, requirePerson } from './require-person';
import { setPassword } from './set-password';
import { signInMethods } from './sign-in-methods';

/** The password that takes the place of the present one. */
export const changePasswordSchema = z.object({ password: newPasswordField });

/**
 * Changes the password, or sets the first one of an account that was made without, and ends all other sessions.
 * @throws ProblemError as of `requirePerson` and {@link setPassword}
 */
export async function changePassword(
  client: SupabaseClient,
  principal: Pick<Principal, 'userId' | 'credentialId' | 'email' | 'name'>,
  password: string,
  proof: Proof,
): Promise<'changed' | 'set'> {
  await requirePerson(principal, proof);
  const { hasPassword } = await signInMethods(principal.userId);
  await setPassword(client, principal, password);
  if (hasPassword) return 'changed';
  await keepAddressAsIdentity(principal);
  return 'set';
}

/**
 * Gives an account that Google made an identity of its address, too. Without one Supabase would never let go of Google,
 * for a password alone is no identity to it. Never fails: whoever disconnects Google tries again.
 */
export async function keepAddressAsIdentity({
  userId,
  email,
}: Pick<Principal, 'userId' | 'email'>): Promise<void> {
  const { error } = await supabaseAdmin().auth.admin.updateUserById(userId, { email, email_confirm: true });
  if (error) logger.warn({ code: error.code, userId }, 'an address got no identity of its own');
}
