import { createServerClient, stringToBase64URL } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { cookies, headers } from 'next/headers';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { checkAccessToken } from './access-token';
import { sessionIn } from './authenticate';
import type { Principal } from './principal';
import { isSessionCookie, sessionCookieName } from './session-cookie';
import { sessionCookieOptions } from './session-cookie-options';
import { supabaseFetch } from './supabase-fetch';

/**
 * Supabase Auth for changing the principal's own account: with the very token that said who they are, and nothing else of
 * what the request brought. Supabase's client changes the account of whatever session it holds, and a request can name
 * one person in a header and another in its cookies, or pair a token with somebody else's refresh token.
 * @throws ProblemError 401 when the token is somebody else's, or ends too soon to do anything with it
 */
export async function supabaseAs({ userId }: Pick<Principal, 'userId'>): Promise<SupabaseClient> {
  const token = sessionIn(await headers())?.token;
  const check = token === undefined ? undefined : await checkAccessToken(token);
  if (check?.state === 'unavailable') throw problems.unavailable('sign-in service', 5);
  const isGood =
    check?.state === 'valid' &&
    check.claims.sub === userId &&
    check.claims.exp - Date.now() / 1000 > LEFT_SECONDS;
  if (!isGood) throw problems.unauthenticated('The session is over. Sign in again.');

  const held = cookieOf({ access_token: token, token_type: 'bearer', expires_at: check.claims.exp });
  const store = await cookies();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: supabaseFetch },
    cookieOptions: sessionCookieOptions(),
    cookies: {
      getAll: () => [...store.getAll().filter(({ name }) => !isSessionCookie(name)), held],
      setAll: (writes) => {
        // The session of the browser stays as it is: the one in here has no refresh token.
        for (const { name, value, options } of writes)
          if (!isSessionCookie(name)) store.set(name, value, options);
      },
    },
  });
}

/** Seconds. With less of them left Supabase's client would want to refresh the session first. */
const LEFT_SECONDS = 90;

function cookieOf(session: Record<string, unknown>) {
  const whole = { ...session, refresh_token: 'none', user: null };
  return { name: sessionCookieName(), value: `base64-${stringToBase64URL(JSON.stringify(whole))}` };
}
