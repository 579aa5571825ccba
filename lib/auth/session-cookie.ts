import { stringFromBase64URL } from '@supabase/ssr';
import { env } from '@/lib/env';

/** Name of the session cookie where the site has no encryption, as on a developer's machine. */
export const SESSION_COOKIE = 'sb-foothold-auth-token';

/**
 * Name of the session cookie. A session too long for one cookie is spread over `name.0`, `name.1`, … Over https it has
 * the prefix by which browsers take it from this very host alone: none of a neighbouring one can sign anybody in here.
 */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith('https:') ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** A cookie as the browser sent it. */
export type SentCookie = { name: string; value: string };

/** The two tokens within a session cookie. Neither is verified yet. */
export type SessionTokens = { accessToken: string; refreshToken: string };

/**
 * The tokens within the session cookie, or null when there is none or it is not one that `@supabase/ssr` wrote.
 * Reads only: unlike the client's `getSession` it never calls Supabase.
 */
export function sessionTokensIn(cookies: readonly SentCookie[]): SessionTokens | null {
  const value = joinedChunks(cookies);
  if (!value?.startsWith(ENCODED)) return null;
  try {
    const session: unknown = JSON.parse(stringFromBase64URL(value.slice(ENCODED.length)));
    if (typeof session !== 'object' || session === null) return null;
    const { access_token: accessToken, refresh_token: refreshToken } = session as Record<string, unknown>;
    return typeof accessToken === 'string' && typeof refreshToken === 'string'
      ? { accessToken, refreshToken }
      : null;
  } catch {
    return null;
  }
}

/** Whether a cookie is the session cookie or one of its pieces. */
export function isSessionCookie(name: string): boolean {
  const ours = sessionCookieName();
  return name === ours || (name.startsWith(`${ours}.`) && /\.\d+$/.test(name));
}

/** The cookies of a `Cookie` header; the first of two with one name counts, as browsers send the closest first. */
export function cookiesIn(header: string | null): SentCookie[] {
  const found = new Map<string, string>();
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (name !== '' && at > 0 && !found.has(name)) found.set(name, decoded(pair.slice(at + 1).trim()));
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

const ENCODED = 'base64-';

function joinedChunks(cookies: readonly SentCookie[]): string | undefined {
  const byName = new Map(cookies.map(({ name, value }) => [name, value]));
  const name = sessionCookieName();
  const whole = byName.get(name);
  if (whole) return whole;
  let joined = '';
  for (let i = 0; ; i++) {
    const chunk = byName.get(`${name}.${i}`);
    if (!chunk) return joined || undefined;
    joined += chunk;
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
