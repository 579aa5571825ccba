import { checkAccessToken } from '../access-token';
import { credentialIn } from '../credential';
import { readSecret } from '../secret-token';
import { cookiesIn, sessionTokensIn } from '../session-cookie';
import { type CookieWrites, refreshSession } from './refresh-session';

/** Who the middleware thinks is there. The handler decides again, from the database. */
export type EdgeSession = {
  /** `secret`: an API key or a token of the extension that may be one of ours. Only the API takes those. */
  state: 'signed-in' | 'signed-out' | 'unknown' | 'secret';
  writes: CookieWrites;
  /** The user whose token came as a bearer, as scripts send it and browsers do not. */
  bearerUserId?: string;
};

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
  if (credential.kind !== 'session')
    return { state: readSecret(credential.token) ? 'secret' : 'signed-out', writes: [] };
  const check = await checkAccessToken(credential.token);
  if (check.state === 'unavailable') return { state: 'unknown', writes: [] };
  if (check.state === 'invalid') return { state: 'signed-out', writes: [] };
  const endsSoon = check.state === 'expired' || check.claims.exp - Date.now() / 1000 < AHEAD_SECONDS;
  if (credential.from === 'cookie' && endsSoon) return refreshed(headers, check.state === 'valid');
  if (check.state === 'expired') return { state: 'signed-out', writes: [] };
  return {
    state: 'signed-in',
    writes: [],
    ...(credential.from === 'bearer' && { bearerUserId: check.claims.sub }),
  };
}

async function refreshed(headers: Headers, stillValid: boolean): Promise<EdgeSession> {
  const cookies = cookiesIn(headers.get('cookie'));
  const tokens = sessionTokensIn(cookies);
  if (!tokens) return { state: 'signed-out', writes: [] };
  const outcome = await refreshSession(cookies, tokens.refreshToken);
  // What is still valid stays so to its end, whatever became of the refresh.
  const otherwise = stillValid ? 'signed-in' : undefined;
  if (outcome.state === 'unavailable') return { state: otherwise ?? 'unknown', writes: [] };
  if (outcome.state === 'refused') {
    return { state: otherwise ?? 'signed-out', writes: stillValid ? [] : outcome.writes };
  }
  const check = await checkAccessToken(outcome.accessToken);
  return check.state === 'valid'
    ? { state: 'signed-in', writes: outcome.writes }
    : { state: otherwise ?? 'signed-out', writes: [] };
}
