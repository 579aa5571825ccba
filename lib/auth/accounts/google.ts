import type { SupabaseClient } from '@supabase/supabase-js';
import { logger } from '@/lib/observability';
import { findPrincipal, isLetIn } from '../find-principal';
import { authProblem } from './auth-problem';

/**
 * Where to send the browser so that Google says who it is. The proof that the same browser comes back (PKCE) is kept in a
 * cookie of ours. A new address gets an account, and one that has an account already is joined to it by Supabase, provided
 * that Google has verified the address.
 * @param callback absolute address of ours to come back to
 * @throws ProblemError for no answer from Supabase
 */
export async function beginGoogle(client: SupabaseClient, callback: string): Promise<string> {
  const { data, error } = await client.auth.signInWithOAuth({
    provider: 'google',
    options: {
      redirectTo: callback,
      skipBrowserRedirect: true,
      // On a shared computer the account that was used last is often somebody else's.
      queryParams: { prompt: 'select_account' },
    },
  });
  if (error) throw authProblem(error);
  return data.url;
}

/**
 * How coming back from Google ended. `over`: too late, in another browser, or nothing that we began. `taken`: the Google
 * account belongs to another account here. Only `signed-in` leaves a session.
 */
export type GoogleOutcome =
  | 'signed-in'
  | 'canceled'
  | 'unverified'
  | 'suspended'
  | 'taken'
  | 'over'
  | 'failed';

/** What Supabase adds to the address when it sends the browser back; all of it comes from the browser. */
export type GoogleReturn = { code: string | null; error: string | null; errorCode: string | null };

/** Ends what {@link beginGoogle} began: exchanges the code, which only the browser that began can. Never fails. */
export async function finishGoogle(client: SupabaseClient, given: GoogleReturn): Promise<GoogleOutcome> {
  if (given.error !== null || given.errorCode !== null) return outcomeOf(given);
  if (given.code === null) return 'over';
  const { data, error } = await client.auth.exchangeCodeForSession(given.code);
  if (error) {
    if (error.code === 'user_banned') return 'suspended';
    return error.status === undefined || error.status >= 500 ? 'failed' : 'over';
  }
  const found = await findPrincipal(data.user.id);
  if (isLetIn(found)) return 'signed-in';
  await client.auth.signOut({ scope: 'local' });
  return found.state === 'suspended' ? 'suspended' : 'over';
}

function outcomeOf({ error, errorCode }: GoogleReturn): GoogleOutcome {
  const outcome = errorCode === null ? undefined : outcomes.get(errorCode);
  if (outcome) return outcome;
  // Google's own refusal comes without a code of Supabase's.
  if (errorCode === null && error === 'access_denied') return 'canceled';
  // From an address that anybody can write, so only what looks like one of the codes is kept.
  logger.warn({ code: /^[a-z_]{1,60}$/.exec(errorCode ?? error ?? '')?.[0] }, 'Google sign-in failed');
  return 'failed';
}

const outcomes = new Map<string, GoogleOutcome>([
  ['bad_oauth_state', 'over'],
  ['bad_oauth_callback', 'over'],
  ['flow_state_expired', 'over'],
  ['flow_state_not_found', 'over'],
  ['provider_email_needs_verification', 'unverified'],
  ['identity_already_exists', 'taken'],
  ['user_banned', 'suspended'],
]);
