import type { SupabaseClient } from '@supabase/supabase-js';
import { problems } from '@/lib/http';
import { noteOwnChange } from '../account-notices';
import type { Principal } from '../principal';
import { authProblem } from './auth-problem';
import { keepAddressAsIdentity } from './change-password';
import { type Proof, requirePerson } from './require-person';
import { signInMethods } from './sign-in-methods';

type Person = Pick<Principal, 'userId' | 'email'>;

/**
 * Where to send the browser so that a Google account is connected to the person's; its address may be another one.
 * @param callback absolute address of ours to come back to
 * @throws ProblemError 409 when one is connected already; as of `requirePerson`, for who connects theirs can sign in for ever
 */
export async function connectGoogle(
  client: SupabaseClient,
  person: Person,
  { proof, callback }: { proof: Proof; callback: string },
): Promise<string> {
  const { google } = await signInMethods(person.userId);
  if (google) throw problems.conflict('A Google account is connected already.');
  await requirePerson(person, proof);
  const { data, error } = await client.auth.linkIdentity({
    provider: 'google',
    options: { redirectTo: callback, skipBrowserRedirect: true, queryParams: { prompt: 'select_account' } },
  });
  if (error) throw authProblem(error);
  return data.url;
}

/** Tells the person by mail that {@link connectGoogle} has come to its end. */
export async function noteGoogleConnected(client: SupabaseClient): Promise<void> {
  const { data } = await client.auth.getUser();
  if (data.user) await noteOwnChange(data.user.id, { kind: 'google_connected' });
}

/**
 * Takes the Google account away. Whoever has done so already is done.
 * @throws ProblemError 409 without a password, for Google is then how the person signs in; as of `requirePerson`
 */
export async function disconnectGoogle(client: SupabaseClient, person: Person, proof: Proof): Promise<void> {
  const { google, hasPassword, identities } = await signInMethods(person.userId);
  if (!google) return;
  if (!hasPassword) throw problems.conflict('Set a password first, so that you can still sign in.');
  await requirePerson(person, proof);
  if (identities < 2) await keepAddressAsIdentity(person);
  const { error } = await client.auth.unlinkIdentity({
    identity_id: google.identityId,
    id: google.identityId,
    user_id: person.userId,
    provider: 'google',
  });
  // Of two that were sent at once the second finds nothing left.
  if (error?.code === 'identity_not_found') return;
  if (!error) return noteOwnChange(person.userId, { kind: 'google_disconnected' });
  if (error.code === 'single_identity_not_deletable') {
    throw problems.conflict('Google is the only way to sign in that is left, so it stays.');
  }
  throw authProblem(error);
}
