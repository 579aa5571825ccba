import { type AccessTokenClaims, checkAccessToken } from '../access-token';
import { credentialIn } from '../credential';
import { hashOfSecret, readSecret } from '../secret-token';
import { cookiesIn, sessionTokensIn } from '../session-cookie';
import { type CookieWrites, refreshSession } from './refresh-session';

/** Who the middleware thinks is there. The handler decides again, from the database. */
export type EdgeSession = {
  /**
   * `secret`: an API key or a token of the extension that may be one of ours. Only the API takes those. `forged`: one that
   * cannot be.
   */
  state: 'signed-in' | 'signed-out' | 'unknown' | 'secret' | 'forged';
  writes: CookieWrites;
  /** Only of who is signed in, or brought a secret. */
  caller?: EdgeCaller;
};

/** Whose token it is. A bearer is what scripts send and browsers do not. */
export type SessionCaller = { kind: 'session'; userId: string; sessionId: string; from: 'cookie' | 'bearer' };

/** Who brought an API key or a token of the extension, by its SHA-256. */
export type SecretCaller = { kind: 'secret'; hash: string };

/** See {@link SessionCaller} and {@link SecretCaller}. */
export type EdgeCaller = SessionCaller | SecretCaller;

/**
 * A token that ends within this many seconds is refreshed ahead, so that it does not end while the page is made. More
 * than the 90 that Supabase's own client takes for ended: it would refresh again in the action.
 */
const AHEAD_SECONDS = 120;

/**
 * Verifies the credential of a request without asking Supabase, and refreshes a session whose token is ending.
 * `unknown` when Supabase would have to be asked and does not answer.
 */
export async function sessionOf(headers: Headers): Promise<EdgeSession> {
  const credential = credentialIn(headers);
  if (!credential) return { state: 'signed-out', writes: [] };
  if (credential.kind !== 'session') return secretOf(credential.token);
  const check = await checkAccessToken(credential.token);
  if (check.state === 'unavailable') return { state: 'unknown', writes: [] };
  if (check.state === 'invalid') return { state: 'signed-out', writes: [] };
  const endsSoon = check.state === 'expired' || check.claims.exp - Date.now() / 1000 < AHEAD_SECONDS;
  const present = check.state === 'valid' ? signedIn(check.claims, credential.from) : undefined;
  if (credential.from === 'cookie' && endsSoon) return refreshed(headers, present);
  return present ?? { state: 'signed-out', writes: [] };
}

async function secretOf(token: string): Promise<EdgeSession> {
  if (!readSecret(token)) return { state: 'forged', writes: [] };
  return { state: 'secret', writes: [], caller: { kind: 'secret', hash: await hashOfSecret(token) } };
}

/** @param present the session as it is, while its token is still valid; it stays so to its end, whatever becomes of the refresh */
async function refreshed(headers: Headers, present: EdgeSession | undefined): Promise<EdgeSession> {
  const cookies = cookiesIn(headers.get('cookie'));
  const tokens = sessionTokensIn(cookies);
  if (!tokens) return { state: 'signed-out', writes: [] };
  const outcome = await refreshSession(cookies, tokens.refreshToken);
  if (outcome.state === 'unavailable') return present ?? { state: 'unknown', writes: [] };
  if (outcome.state === 'refused') return present ?? { state: 'signed-out', writes: outcome.writes };
  const check = await checkAccessToken(outcome.accessToken);
  if (check.state === 'valid') return signedIn(check.claims, 'cookie', outcome.writes);
  return present ?? { state: 'signed-out', writes: [] };
}

function signedIn(
  { sub, session_id }: AccessTokenClaims,
  from: SessionCaller['from'],
  writes: CookieWrites = [],
): EdgeSession {
  const caller = { kind: 'session', userId: sub, sessionId: session_id ?? 'none', from } as const;
  return { state: 'signed-in', writes, caller };
}
