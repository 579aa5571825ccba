import { stringToBase64URL } from '@supabase/ssr';
import { describe, expect, it } from 'vitest';
import { credentialIn } from './credential';

const cookie = `sb-foothold-auth-token=base64-${stringToBase64URL(
  JSON.stringify({ access_token: 'from.the.cookie', refresh_token: 'r' }),
)}`;

describe('credentialIn', () => {
  it('takes the bearer token before the cookie', () => {
    const headers = new Headers({ authorization: 'Bearer a.b.c', cookie });
    expect(credentialIn(headers)).toEqual({ from: 'bearer', token: 'a.b.c' });
  });

  it('takes the cookie without an Authorization header', () => {
    expect(credentialIn(new Headers({ cookie }))).toEqual({ from: 'cookie', token: 'from.the.cookie' });
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer ', 'Bearer a b', 'a.b.c', ''])(
    'is null for the Authorization %j, whatever the cookie',
    (authorization) => {
      expect(credentialIn(new Headers({ authorization, cookie }))).toBeNull();
    },
  );

  it('is null for nothing', () => {
    expect(credentialIn(new Headers())).toBeNull();
  });
});
