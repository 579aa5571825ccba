import { type CookieOptions, createServerClient } from '@supabase/ssr';
import { env } from '@/lib/env';
import { isSessionCookie, type SentCookie } from '../session-cookie';
import { sessionCookieOptions } from '../session-cookie-options';
import { type RefreshHealth, refreshFetch } from './refresh-fetch';

/** Cookies to set on the answer; an empty value takes one away. */
export type CookieWrites = { name: string; value: string; options: CookieOptions }[];

/** `refused`: the session is over, the writes remove it. `unavailable`: nothing is known, and nothing is removed. */
export type RefreshOutcome =
  | { state: 'refreshed'; accessToken: string; writes: CookieWrites }
  | { state: 'refused'; writes: CookieWrites }
  | { state: 'unavailable' };

/** Exchanges the refresh token within the session cookie for a new session. The new access token is not verified yet. */
export async function refreshSession(
  cookies: readonly SentCookie[],
  refreshToken: string,
): Promise<RefreshOutcome> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const writes: CookieWrites = [];
  const health: RefreshHealth = { unreachable: false };
  const client = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: sessionCookieOptions(),
    // It is not shown the session, for it would refresh one that has ended by itself, beside what is asked below.
    cookies: { getAll: () => [], setAll: (given) => void writes.push(...given) },
    global: { fetch: refreshFetch(health) },
  });
  const { data } = await client.auth.refreshSession({ refresh_token: refreshToken });
  if (health.unreachable) return { state: 'unavailable' };
  if (!data.session) return { state: 'refused', writes: sessionRemovals(cookies) };
  return {
    state: 'refreshed',
    accessToken: data.session.access_token,
    writes: [...writes, ...sessionRemovals(cookies, writes)],
  };
}

/** Takes away every piece of the session among `cookies` that is not written anew. */
export function sessionRemovals(cookies: readonly SentCookie[], written: CookieWrites = []): CookieWrites {
  const { name: _name, ...options } = sessionCookieOptions();
  return cookies
    .filter(({ name }) => isSessionCookie(name) && !written.some((write) => write.name === name))
    .map(({ name }) => ({ name, value: '', options: { ...options, maxAge: 0 } }));
}
