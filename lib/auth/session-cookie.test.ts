import { stringToBase64URL } from '@supabase/ssr';
import { describe, expect, it, vi } from 'vitest';
import { cookiesIn, isSessionCookie, SESSION_COOKIE, sessionTokensIn } from './session-cookie';

// On a developer's machine the session's cookie has no prefix.
vi.mock('@/lib/env', () => ({ env: () => ({ APP_URL: 'http://localhost:3000' }) }));

const encoded = (session: unknown) => `base64-${stringToBase64URL(JSON.stringify(session))}`;
const session = { access_token: 'a.b.c', refresh_token: 'r', user: { name: 'Zoë' } };
const tokens = { accessToken: 'a.b.c', refreshToken: 'r' };

describe('sessionTokensIn', () => {
  it('reads one cookie', () => {
    expect(sessionTokensIn([{ name: SESSION_COOKIE, value: encoded(session) }])).toEqual(tokens);
  });

  it('joins the pieces of a long one in their order, not in the order they came', () => {
    const value = encoded(session);
    const pieces = [
      { name: `${SESSION_COOKIE}.1`, value: value.slice(20) },
      { name: `${SESSION_COOKIE}.0`, value: value.slice(0, 20) },
    ];
    expect(sessionTokensIn(pieces)).toEqual(tokens);
  });

  it.each([
    ['no cookie', []],
    ['an empty one', [{ name: SESSION_COOKIE, value: '' }]],
    ['a first piece that is missing', [{ name: `${SESSION_COOKIE}.1`, value: encoded(session) }]],
    ['what is not encoded', [{ name: SESSION_COOKIE, value: JSON.stringify(session) }]],
    ['what is not base64', [{ name: SESSION_COOKIE, value: 'base64-%%%' }]],
    ['what is not JSON', [{ name: SESSION_COOKIE, value: `base64-${stringToBase64URL('{')}` }]],
    ['null', [{ name: SESSION_COOKIE, value: encoded(null) }]],
    ['tokens of another type', [{ name: SESSION_COOKIE, value: encoded({ ...session, access_token: 7 }) }]],
    ['a session without refresh token', [{ name: SESSION_COOKIE, value: encoded({ access_token: 'a' }) }]],
  ])('is null for %s', (_case, cookies) => {
    expect(sessionTokensIn(cookies)).toBeNull();
  });
});

describe('cookiesIn', () => {
  it('reads names and decoded values, and survives what is malformed', () => {
    expect(cookiesIn('a=1; b=x%20y; c=%E0%A4%A; =nameless; bare; d=p=q')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x y' },
      { name: 'c', value: '%E0%A4%A' },
      { name: 'd', value: 'p=q' },
    ]);
  });

  it('takes the first of two with one name', () => {
    expect(cookiesIn('a=1; a=2')).toEqual([{ name: 'a', value: '1' }]);
  });

  it('is empty without a header', () => {
    expect(cookiesIn(null)).toEqual([]);
  });
});

it.each([
  [SESSION_COOKIE, true],
  [`${SESSION_COOKIE}.0`, true],
  [`${SESSION_COOKIE}.12`, true],
  [`${SESSION_COOKIE}-code-verifier`, false],
  [`${SESSION_COOKIE}.x`, false],
  ['other', false],
])('isSessionCookie(%s) is %s', (name, expected) => {
  expect(isSessionCookie(name)).toBe(expected);
});
