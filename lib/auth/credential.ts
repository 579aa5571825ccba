import { secretPrefixOf } from './secret-token';
import { cookiesIn, sessionTokensIn } from './session-cookie';

/**
 * What a request brought to say who asks, not verified yet. `session`: an access token of Supabase. Browsers send the
 * cookie by themselves, hence `from`.
 */
export type Credential =
  | { kind: 'session'; from: 'bearer' | 'cookie'; token: string }
  | { kind: 'api_key'; from: 'bearer' | 'x-api-key'; token: string }
  | { kind: 'extension'; from: 'bearer'; token: string };

/**
 * The credential of a request: of `Authorization: Bearer` or `X-API-Key`, else of the session cookie. Whoever sends one
 * of those headers means it, so a wrong one is not made good by a cookie; and of two that disagree neither is taken.
 */
export function credentialIn(headers: Headers): Credential | null {
  const authorization = headers.get('authorization');
  const apiKey = headers.get('x-api-key');
  if (authorization === null && apiKey === null) return cookieIn(headers);

  const bearer = authorization === null ? null : /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (apiKey === null) return bearer ? ofBearer(bearer) : null;
  if (authorization !== null && bearer !== apiKey) return null;
  return kindOf(apiKey) === 'api_key' ? { kind: 'api_key', from: 'x-api-key', token: apiKey } : null;
}

function cookieIn(headers: Headers): Credential | null {
  const tokens = sessionTokensIn(cookiesIn(headers.get('cookie')));
  return tokens && { kind: 'session', from: 'cookie', token: tokens.accessToken };
}

function ofBearer(token: string): Credential {
  return { kind: kindOf(token), from: 'bearer', token };
}

function kindOf(token: string): Credential['kind'] {
  const prefix = secretPrefixOf(token);
  if (prefix === null) return 'session';
  return prefix === 'fh_ext_' ? 'extension' : 'api_key';
}
