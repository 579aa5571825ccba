import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { checkAccessToken } from '../access-token';
import { supabaseFetch } from '../supabase-fetch';
import { authProblem } from './auth-problem';

/** Seconds for which having signed in is proof enough of who one is. */
const FRESH_SECONDS = 10 * 60;

/**
 * Whether the session with this access token began a short while ago. A session alone must not be enough for what cannot
 * be undone: whoever borrows one would do it.
 */
export async function isFreshSignIn(accessToken: string, now: () => number = Date.now): Promise<boolean> {
  const check = await checkAccessToken(accessToken);
  if (check.state !== 'valid') return false;
  const since = now() / 1000 - FRESH_SECONDS;
  return check.claims.amr.some(({ timestamp }) => timestamp >= since);
}

/**
 * Whether this is the password of the account. The session that asking opens at Supabase is ended at once.
 * @throws ProblemError for too many attempts or no answer from Supabase
 */
export async function isPasswordOf(email: string, password: string): Promise<boolean> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: supabaseFetch },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error?.code === 'invalid_credentials') return false;
  if (error) throw authProblem(error);
  await client.auth.signOut({ scope: 'local' });
  return true;
}
