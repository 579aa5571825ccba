import { join } from 'node:path';
import { createServerClient, stringFromBase64URL, stringToBase64URL } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { isSessionCookie, SESSION_COOKIE, type SentCookie, sessionTokensIn } from '@/lib/auth/session-cookie';
import { env } from '@/lib/env';
import { testProfile } from '../profiles';
import { loadSigningKeys } from '../supabase/signing-keys';

/** Signs in by password and gives the cookies that the sign-in form would have set. */
export async function sessionCookiesOf(person: { email: string; password: string }): Promise<SentCookie[]> {
  return (await signedInBrowser(person)).cookies();
}

/** A browser in which a person is signed in by password: the client with its session, and the cookies it has by now. */
export async function signedInBrowser(person: {
  email: string;
  password: string;
}): Promise<{ client: SupabaseClient; cookies: () => SentCookie[] }> {
  const jar = new Map<string, string>();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: { name: SESSION_COOKIE },
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (writes) => {
        for (const { name, value } of writes) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword(person);
  if (error) throw error;
  const cookies = () =>
    [...jar].filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
  return { client, cookies };
}

/** The `Cookie` header of a browser that has these cookies. */
export function cookieHeader(cookies: readonly SentCookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The access token within these cookies. */
export function accessTokenIn(cookies: readonly SentCookie[]): string {
  const tokens = sessionTokensIn(cookies);
  if (!tokens) throw new Error('There is no session in these cookies.');
  return tokens.accessToken;
}

/** The same session with another access token and whatever else is `changed` in it; a long one comes in two cookies, as `@supabase/ssr` writes it. */
export function withAccessToken(
  cookies: readonly SentCookie[],
  token: string,
  changed: Record<string, unknown> = {},
): SentCookie[] {
  const pieces = cookies.filter(({ name }) => isSessionCookie(name));
  const sorted = pieces.sort((a, b) => a.name.localeCompare(b.name)).map(({ value }) => value);
  const session = JSON.parse(stringFromBase64URL(sorted.join('').slice('base64-'.length)));
  const value = `base64-${stringToBase64URL(JSON.stringify({ ...session, ...changed, access_token: token }))}`;
  return [
    { name: `${SESSION_COOKIE}.0`, value: value.slice(0, 3000) },
    { name: `${SESSION_COOKIE}.1`, value: value.slice(3000) },
  ];
}

/** A token with these claims changed, signed with the key of the test's Supabase, as only that could. */
export async function resigned(token: string, changed: Record<string, unknown>): Promise<string> {
  const keys = await loadSigningKeys(join(testProfile.dataDir, 'supabase'));
  return keys.sign({ ...decodeJwt(token), ...changed });
}

/** The token with someone else's id in it and its old signature. */
export function tampered(token: string, sub: string = crypto.randomUUID()): string {
  const [header, , signature] = token.split('.');
  return [header, stringToBase64URL(JSON.stringify({ ...decodeJwt(token), sub })), signature].join('.');
}

/** The claims of a token whose life ended a minute ago. */
export function endedClaims(): { exp: number } {
  return { exp: Math.floor(Date.now() / 1000) - 60 };
}
