import { cookiesIn, sessionTokensIn } from './session-cookie';

/** An access token that a request brought, not verified yet. Browsers send the cookie by themselves, hence `from`. */
export type Credential = { from: 'bearer' | 'cookie'; token: string };

/**
 * The access token of a request: of `Authorization: Bearer`, else of the session cookie. Whoever sends an
 * `Authorization` header means it, so a wrong one is not made good by a cookie.
 */
export function credentialIn(headers: Headers): Credential | null {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    return token ? { from: 'bearer', token } : null;
  }
  const tokens = sessionTokensIn(cookiesIn(headers.get('cookie')));
  return tokens && { from: 'cookie', token: tokens.accessToken };
}
