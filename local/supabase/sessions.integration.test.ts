import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, PUBLISHABLE_KEY, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ refreshReuseSeconds: 0 });
});
afterAll(() => harness.stop());

const password = 'correct horse';
const authUrl = () => `${harness.url}/auth/v1`;

describe('signing in with a password', () => {
  it('gives a token with the claims of hosted Supabase, verified by the published keys', async () => {
    const { client, user, session } = await signedIn(harness, 'claims@example.com');
    const keys = createRemoteJWKSet(new URL(`${authUrl()}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(session.access_token, keys, {
      issuer: authUrl(),
      audience: 'authenticated',
      algorithms: ['ES256'],
    });
    expect(protectedHeader.kid).toBeTruthy();
    expect(payload).toMatchObject({
      sub: user.id,
      email: 'claims@example.com',
      phone: '',
      role: 'authenticated',
      aal: 'aal1',
      amr: [{ method: 'password', timestamp: expect.any(Number) }],
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: { email_verified: true },
      is_anonymous: false,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(user.last_sign_in_at).toBeTruthy();

    const claims = await client.auth.getClaims();
    expect(claims.error).toBeNull();
    expect(claims.data?.header.alg).toBe('ES256');
    expect(claims.data?.claims.sub).toBe(user.id);
    const forged = `${session.access_token.slice(0, -6)}AAAAAA`;
    expect((await client.auth.getClaims(forged)).error).toBeTruthy();
    expect((await client.auth.getUser(forged)).error?.code).toBe('bad_jwt');
  });

  it('answers alike for a wrong password and an unknown address', async () => {
    await signedIn(harness, 'known@example.com');
    for (const email of ['known@example.com', 'unknown@example.com']) {
      const { error } = await harness.client().auth.signInWithPassword({ email, password: 'wrong password' });
      expect(error).toMatchObject({ code: 'invalid_credentials', status: 400 });
    }
  });
});

describe('refreshing', () => {
  it('rotates the token, and ends the family when a spent one comes back', async () => {
    const { client, session } = await signedIn(harness, 'rotate@example.com');
    const first = session.refresh_token;
    const second = (await client.auth.refreshSession()).data.session?.refresh_token ?? '';
    const third = (await client.auth.refreshSession()).data.session?.refresh_token ?? '';
    expect(new Set([first, second, third]).size).toBe(3);

    const other = harness.client();
    const reused = await other.auth.refreshSession({ refresh_token: first });
    expect(reused.error?.code).toBe('refresh_token_already_used');
    const current = await other.auth.refreshSession({ refresh_token: third });
    expect(current.error?.code).toBe('refresh_token_already_used');
  });

  it('gives the current token again for the one just before it: the answer may have been lost', async () => {
    const { client, session } = await signedIn(harness, 'lost@example.com');
    const next = (await client.auth.refreshSession()).data.session?.refresh_token;
    const again = await harness.client().auth.refreshSession({ refresh_token: session.refresh_token });
    expect(again.data.session?.refresh_token).toBe(next);
  });

  it('of parallel refreshes with one token gives all the same next token', async () => {
    const { session } = await signedIn(harness, 'parallel@example.com');
    const all = await Promise.all(
      Array.from({ length: 8 }, () =>
        harness.client().auth.refreshSession({ refresh_token: session.refresh_token }),
      ),
    );
    expect(all.every(({ error }) => error === null)).toBe(true);
    expect(new Set(all.map(({ data }) => data.session?.refresh_token)).size).toBe(1);
  });

  it('refuses an unknown token', async () => {
    const { error } = await harness.client().auth.refreshSession({ refresh_token: 'made up' });
    expect(error?.code).toBe('refresh_token_not_found');
  });

  it('carries changed metadata into the next token', async () => {
    const { client, user } = await signedIn(harness, 'meta@example.com');
    await harness.admin.auth.admin.updateUserById(user.id, { app_metadata: { plan: 'pro' } });
    const { data } = await client.auth.refreshSession();
    const claims = await client.auth.getClaims(data.session?.access_token);
    expect(claims.data?.claims.app_metadata).toMatchObject({ plan: 'pro', provider: 'email' });
    expect(claims.data?.claims.amr?.[0]).toMatchObject({ method: 'password' });
  });
});

describe('signing out', () => {
  async function threeDevices(email: string) {
    const { client: first } = await signedIn(harness, email);
    const [second, third] = [harness.client(), harness.client()];
    for (const client of [second, third]) await client.auth.signInWithPassword({ email, password });
    return [first, second, third] as const;
  }
  const alive = async (client: ReturnType<Harness['client']>, token: string | undefined) =>
    (await client.auth.getUser(token)).data.user !== null;
  const tokenOf = async (client: ReturnType<Harness['client']>) =>
    (await client.auth.getSession()).data.session?.access_token;

  it.each([
    ['local', [false, true, true]],
    ['others', [true, false, false]],
    ['global', [false, false, false]],
  ] as const)('with scope %s ends the right sessions', async (scope, expected) => {
    const clients = await threeDevices(`${scope}@example.com`);
    const tokens = await Promise.all(clients.map(tokenOf));
    expect((await clients[0].auth.signOut({ scope })).error).toBeNull();
    const outsider = harness.client();
    const left = await Promise.all(tokens.map((token) => alive(outsider, token)));
    expect(left).toEqual(expected);
  });

  it('can be done by an admin with the user’s token', async () => {
    const { client, session } = await signedIn(harness, 'admin-out@example.com');
    const { error } = await harness.admin.auth.admin.signOut(session.access_token, 'global');
    expect(error).toBeNull();
    expect((await client.auth.getUser(session.access_token)).data.user).toBeNull();
    expect((await client.auth.refreshSession()).error).toBeTruthy();
  });
});

describe('a server with @supabase/ssr', () => {
  it('signs in, keeps the session in cookies and reads the claims from them', async () => {
    await signedIn(harness, 'ssr@example.com');
    const jar = new Map<string, string>();
    const server = () =>
      createServerClient(harness.url, PUBLISHABLE_KEY, {
        cookies: {
          getAll: () => [...jar].map(([name, value]) => ({ name, value })),
          setAll: (cookies) => {
            for (const { name, value } of cookies) jar.set(name, value);
          },
        },
      });
    await server().auth.signInWithPassword({ email: 'ssr@example.com', password });
    expect(jar.size).toBeGreaterThan(0);
    expect((await server().auth.getClaims()).data?.claims.email).toBe('ssr@example.com');
    expect((await server().auth.getUser()).data.user?.email).toBe('ssr@example.com');
  });

  it('confirms a sign-up that began with PKCE by the link’s hash alone', async () => {
    const client = harness.client('pkce');
    await client.auth.signUp({ email: 'pkce@example.com', password });
    const { tokenHash } = harness.lastMail('pkce@example.com');
    expect(tokenHash).toMatch(/^pkce_/);
    const elsewhere = harness.client('pkce');
    const { data, error } = await elsewhere.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect([error, data.user?.email]).toEqual([null, 'pkce@example.com']);
  });
});

describe('the database', () => {
  it('knows the caller by request.jwt.claims and by the older single settings', async () => {
    const id = '0b3ff6a1-41c4-4f68-9c0f-6b3c1f2f3a55';
    const client = await harness.pool.connect();
    try {
      const ask = async () =>
        (await client.query('select auth.uid() as uid, auth.role() as role, auth.jwt() as jwt')).rows[0];
      await client.query('begin');
      await client.query(
        `select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
        [JSON.stringify({ sub: id, role: 'authenticated', email: 'x@example.com' })],
      );
      expect(await ask()).toEqual({
        uid: id,
        role: 'authenticated',
        jwt: { sub: id, role: 'authenticated', email: 'x@example.com' },
      });
      await client.query('rollback');
      // The setting is now '' and not NULL.
      expect(await ask()).toEqual({ uid: null, role: null, jwt: null });
      await client.query('begin');
      await client.query(`select set_config('request.jwt.claim.sub', $1, true)`, [id]);
      expect((await ask()).uid).toBe(id);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});

describe('a token that ran out', () => {
  it('is refused', async () => {
    const short = await startHarness({ accessTokenSeconds: -10 });
    try {
      const email = 'old@example.com';
      await short.admin.auth.admin.createUser({ email, password, email_confirm: true });
      const response = await fetch(`${short.url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: PUBLISHABLE_KEY },
        body: JSON.stringify({ email, password }),
      });
      const { access_token: token } = await response.json();
      const client = createClient(short.url, PUBLISHABLE_KEY, { auth: { persistSession: false } });
      expect((await client.auth.getUser(token)).error?.code).toBe('bad_jwt');
      expect((await client.auth.getClaims(token)).error).toBeTruthy();
    } finally {
      await short.stop();
    }
  });
});
