import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  type JWTVerifyGetKey,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AccessTokenClaims, checkTokenAgainst } from './access-token';
import { KeysUnavailableError } from './key-set';
import { createVerifiedTokens } from './verified-tokens';

const issuer = 'https://project.supabase.example/auth/v1';
const now = Math.floor(Date.now() / 1000);
const claims = {
  iss: issuer,
  aud: 'authenticated',
  role: 'authenticated',
  sub: '0190f5a2-7c1e-7c3a-9b1e-2f6d0c8a4b11',
  iat: now - 10,
  exp: now + 3600,
  session_id: 'b6f1d0c2-0000-4000-8000-000000000001',
  amr: [{ method: 'password', timestamp: now - 10 }],
};

let keys: JWTVerifyGetKey;
let publicPem: string;
let sign: (payload: JWTPayload, key?: CryptoKey) => Promise<string>;
let strangerKey: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  strangerKey = (await generateKeyPair('ES256')).privateKey;
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] });
  publicPem = await exportSPKI(publicKey);
  sign = (payload, key = privateKey) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'JWT' }).sign(key);
});

describe('checkTokenAgainst', () => {
  it('accepts a token of ours and tells who it is and how they signed in', async () => {
    expect(await check(await sign(claims))).toEqual({
      state: 'valid',
      claims: expect.objectContaining({ sub: claims.sub, exp: claims.exp, amr: claims.amr }),
    });
  });

  it('tells a token that was ours but has ended from one that never was', async () => {
    expect(await check(await sign({ ...claims, exp: now - 1 }))).toEqual({ state: 'expired' });
    expect(await check(await sign({ ...claims, exp: now - 1 }, strangerKey))).toEqual({ state: 'invalid' });
    expect(await check(await sign({ ...claims, exp: now - 1, iss: 'https://else.example' }))).toEqual({
      state: 'invalid',
    });
  });

  it.each<[string, (token: string) => Promise<string> | string]>([
    [
      'changed claims under the old signature',
      (token) => withPayload(token, { ...claims, sub: crypto.randomUUID() }),
    ],
    ['a signature by another key', () => sign(claims, strangerKey)],
    ['another issuer', () => sign({ ...claims, iss: 'https://else.example/auth/v1' })],
    ['no issuer', () => sign({ ...claims, iss: undefined })],
    ['another audience', () => sign({ ...claims, aud: 'anon' })],
    ['no end', () => sign({ ...claims, exp: undefined })],
    ['no subject', () => sign({ ...claims, sub: undefined })],
    ['a subject that is no user id', () => sign({ ...claims, sub: 'admin' })],
    ['no session', () => sign({ ...claims, session_id: undefined })],
    ['a session that is no id', () => sign({ ...claims, session_id: 'all' })],
    ['another role', () => sign({ ...claims, role: 'service_role' })],
    ['alg none', () => new UnsecuredJWT(claims).encode()],
    [
      'HS256 with the public key as its secret',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: 'k' })
          .sign(new TextEncoder().encode(publicPem)),
    ],
    ['no token at all', () => 'not-a-token'],
    ['nothing', () => ''],
  ])('refuses %s', async (_case, forge) => {
    expect(await check(await forge(await sign(claims)))).toEqual({ state: 'invalid' });
  });

  it('takes ES256 alone, even when the keys hold a secret for another algorithm', async () => {
    const secret = new TextEncoder().encode(publicPem);
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await check(token, async () => secret)).toEqual({ state: 'invalid' });
  });

  it('says that it cannot tell when there are no keys', async () => {
    const none: JWTVerifyGetKey = () => Promise.reject(new KeysUnavailableError('down'));
    expect(await check(await sign(claims), none)).toEqual({ state: 'unavailable' });
  });
});

describe('a token that was found good before', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is not reckoned again', async () => {
    const { token, ask } = await seen();
    const verify = vi.spyOn(crypto.subtle, 'verify');
    expect(await ask(token)).toEqual({
      state: 'valid',
      claims: expect.objectContaining({ sub: claims.sub }),
    });
    expect(verify).not.toHaveBeenCalled();
  });

  it('ends when it ends', async () => {
    const { token, ask } = await seen();
    vi.useFakeTimers({ now: (claims.exp - 1) * 1000 });
    expect(await ask(token)).toMatchObject({ state: 'valid' });
    vi.setSystemTime(claims.exp * 1000);
    expect(await ask(token)).toEqual({ state: 'expired' });
  });

  it('is good no more when its key is taken back, or another has its name', async () => {
    const { token, ask } = await seen();
    expect(await ask(token, createLocalJWKSet({ keys: [] }))).toEqual({ state: 'invalid' });
    const other = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
    const renamed = createLocalJWKSet({ keys: [{ ...other, kid: 'k', alg: 'ES256' }] });
    expect(await ask(token, renamed)).toEqual({ state: 'invalid' });
  });

  it('helps nobody when the keys are not to be had', async () => {
    const { token, ask } = await seen();
    const none: JWTVerifyGetKey = () => Promise.reject(new KeysUnavailableError('down'));
    expect(await ask(token, none)).toEqual({ state: 'unavailable' });
  });

  it('vouches for no other one', async () => {
    const { token, ask } = await seen();
    expect(await ask(withPayload(token, { ...claims, sub: crypto.randomUUID() }))).toEqual({
      state: 'invalid',
    });
    expect(await ask(`${token}x`)).toEqual({ state: 'invalid' });
  });

  async function seen() {
    const verified = createVerifiedTokens<AccessTokenClaims>(10);
    const ask = (token: string, by = keys) => checkTokenAgainst(token, { issuer, keys: by, verified });
    const token = await sign(claims);
    expect(await ask(token)).toMatchObject({ state: 'valid' });
    return { token, ask };
  }
});

function check(token: string, by = keys) {
  return checkTokenAgainst(token, { issuer, keys: by, verified: createVerifiedTokens(10) });
}

function withPayload(token: string, payload: unknown): string {
  const [header, , signature] = token.split('.');
  return [header, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.');
}
