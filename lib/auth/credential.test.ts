import { stringToBase64URL } from '@supabase/ssr';
import { describe, expect, it, vi } from 'vitest';
import { credentialIn } from './credential';

// On a developer's machine the session's cookie has no prefix.
vi.mock('@/lib/env', () => ({ env: () => ({ APP_URL: 'http://localhost:3000' }) }));

const cookie = `sb-foothold-auth-token=base64-${stringToBase64URL(
  JSON.stringify({ access_token: 'from.the.cookie', refresh_token: 'r' }),
)}`;
const given = (headers: Record<string, string>) => credentialIn(new Headers(headers));

describe('credentialIn', () => {
  it('takes the bearer token before the cookie', () => {
    expect(given({ authorization: 'Bearer a.b.c', cookie })).toEqual({
      kind: 'session',
      from: 'bearer',
      token: 'a.b.c',
    });
  });

  it('takes the cookie without a header that names a caller', () => {
    expect(given({ cookie })).toEqual({ kind: 'session', from: 'cookie', token: 'from.the.cookie' });
  });

  it.each([
    ['fh_live_x', 'api_key'],
    ['fh_test_x', 'api_key'],
    ['fh_ext_x', 'extension'],
    ['fh_live', 'session'],
  ])('takes the bearer %s for what it begins as', (token, kind) => {
    expect(given({ authorization: `bearer ${token}`, cookie })).toEqual({ kind, from: 'bearer', token });
  });

  it('takes an API key from X-API-Key, also where Authorization says the same', () => {
    const key = { kind: 'api_key', from: 'x-api-key', token: 'fh_live_x' };
    expect(given({ 'x-api-key': 'fh_live_x', cookie })).toEqual(key);
    expect(given({ 'x-api-key': 'fh_live_x', authorization: 'Bearer fh_live_x' })).toEqual(key);
  });

  it.each(['Bearer fh_live_y', 'Bearer a.b.c', 'Basic dTpw', ''])(
    'takes neither of two that disagree: X-API-Key and the Authorization %j',
    (authorization) => {
      expect(given({ 'x-api-key': 'fh_live_x', authorization, cookie })).toBeNull();
    },
  );

  it.each(['', 'a.b.c', 'fh_ext_x'])('takes nothing but an API key from X-API-Key: %j', (apiKey) => {
    expect(given({ 'x-api-key': apiKey, cookie })).toBeNull();
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer ', 'Bearer a b', 'a.b.c', ''])(
    'is null for the Authorization %j, whatever the cookie',
    (authorization) => {
      expect(given({ authorization, cookie })).toBeNull();
    },
  );

  it('is null for nothing', () => {
    expect(given({})).toBeNull();
  });
});
