import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '@/prisma/migrate';
import type { LocalService } from '../service';
import { readBody, serveHttp } from '../shared/http-server';
import { type Harness, SITE_URL, signedIn, startHarness } from './test-harness';

let harness: Harness;
let google: LocalService;
let profile: Record<string, unknown>;
let exchanged: URLSearchParams;

beforeAll(async () => {
  google = await serveHttp({
    port: 0,
    service: 'fake Google',
    handler: async (request, url) => {
      if (url.pathname === '/token') {
        exchanged = new URLSearchParams(String(await readBody(request, 10_000)));
        return Response.json({ access_token: 'google-token' });
      }
      if (request.headers.get('authorization') !== 'Bearer google-token')
        return new Response(null, { status: 401 });
      return Response.json(profile);
    },
  });
  harness = await startHarness({
    google: {
      clientId: 'client',
      clientSecret: 'secret',
      authorizeUrl: `${google.url}/authorize`,
      tokenUrl: `${google.url}/token`,
      userinfoUrl: `${google.url}/userinfo`,
    },
  });
});
afterAll(async () => {
  await harness.stop();
  await google.stop();
});
beforeEach(() => {
  profile = {
    sub: 'g-1',
    email: 'Grace@example.com',
    email_verified: true,
    name: 'Grace',
    picture: 'https://p/g',
  };
});

/** What a browser does: to Supabase, to Google, back to Supabase, and on to the app. */
async function throughGoogle(flowType: 'pkce' | 'implicit', redirectTo = `${SITE_URL}/auth/callback`) {
  const client = harness.client(flowType);
  const { data } = await client.auth.signInWithOAuth({
    provider: 'google',
    options: { redirectTo, skipBrowserRedirect: true },
  });
  const toGoogle = await follow(data.url ?? '');
  const back = new URL(toGoogle.searchParams.get('redirect_uri') ?? '');
  back.searchParams.set('state', toGoogle.searchParams.get('state') ?? '');
  back.searchParams.set('code', 'google-code');
  return { client, toGoogle, target: await follow(back.toString()) };
}

async function follow(url: string): Promise<URL> {
  const response = await fetch(url, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? `none:${response.status}`);
}

describe('signing in with Google', () => {
  it('ends with a code that only the client that began can exchange, once', async () => {
    const { client, toGoogle, target } = await throughGoogle('pkce');
    expect(toGoogle.origin + toGoogle.pathname).toBe(`${google.url}/authorize`);
    expect(toGoogle.searchParams.get('client_id')).toBe('client');
    expect(exchanged.get('code')).toBe('google-code');
    expect(target.origin + target.pathname).toBe(`${SITE_URL}/auth/callback`);
    const code = target.searchParams.get('code') ?? '';

    const thief = harness.client('pkce');
    await thief.auth.signInWithOAuth({ provider: 'google', options: { skipBrowserRedirect: true } });
    expect((await thief.auth.exchangeCodeForSession(code)).error?.code).toBe('bad_code_verifier');

    const { data, error } = await client.auth.exchangeCodeForSession(code);
    expect(error).toBeNull();
    expect(data.user).toMatchObject({
      email: 'grace@example.com',
      app_metadata: { provider: 'google', providers: ['google'] },
      user_metadata: { full_name: 'Grace', avatar_url: 'https://p/g' },
    });
    expect(data.user?.identities?.map(({ provider }) => provider)).toEqual(['google']);
    expect((await client.auth.getClaims()).data?.claims.amr?.[0]).toMatchObject({ method: 'oauth' });
  });

  it('finds the same user by Google’s id again, even under another address', async () => {
    const first = await throughGoogle('implicit');
    profile = { ...profile, email: 'grace.new@example.com' };
    const second = await throughGoogle('implicit');
    const user = async ({ target, client }: typeof first) => {
      const tokens = new URLSearchParams(target.hash.slice(1));
      return (await client.auth.getUser(tokens.get('access_token') ?? '')).data.user?.id;
    };
    expect(await user(second)).toBe(await user(first));
  });

  it('joins the account with the same verified address, but not an unverified one', async () => {
    const { user } = await signedIn(harness, 'joined@example.com');
    profile = { sub: 'g-2', email: 'joined@example.com', email_verified: false };
    const refused = await throughGoogle('pkce');
    expect(refused.target.searchParams.get('error_code')).toBe('provider_email_needs_verification');
    profile = { ...profile, email_verified: true };
    const { client, target } = await throughGoogle('pkce');
    const { data } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
    expect(data.user?.id).toBe(user.id);
    expect(data.user?.app_metadata.providers).toEqual(['email', 'google']);
  });

  it('takes away a password that was set before anyone proved the mailbox', async () => {
    const squatter = { email: 'victim@example.com', password: 'squatter password' };
    await harness.client().auth.signUp(squatter);
    profile = { sub: 'g-3', email: 'victim@example.com', email_verified: true };
    await throughGoogle('implicit');
    expect((await harness.client().auth.signInWithPassword(squatter)).error?.code).toBe(
      'invalid_credentials',
    );
  });

  it('makes user, organization and membership, as every way into the product does', async () => {
    await migrate(harness.ownerUrl, harness.ownerUrl);
    profile = { sub: 'g-4', email: 'new.here@example.com', email_verified: true, name: 'Nell Here' };
    const { client, target } = await throughGoogle('pkce');
    const { data } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
    const { rows } = await harness.pool.query(
      `select u.email, u.name, o.name as organization, m.role
       from app.users u join app.organizations o on o.id = u.id
       join app.memberships m on m.organization_id = o.id and m.user_id = u.id where u.id = $1`,
      [data.user?.id],
    );
    expect(rows).toEqual([
      { email: 'new.here@example.com', name: 'Nell Here', organization: 'Nell Here', role: 'owner' },
    ]);
  });

  it('goes nowhere but to the site, and knows its own state only', async () => {
    const { target } = await throughGoogle('pkce', 'https://evil.example/steal');
    expect(target.origin).toBe(SITE_URL);
    const forged = await follow(`${harness.url}/auth/v1/callback?state=forged&code=x`);
    expect(forged.origin + forged.pathname).toBe(`${SITE_URL}/`);
    expect(forged.searchParams.get('error_code')).toBe('bad_oauth_state');
    expect(forged.searchParams.has('code')).toBe(false);
  });

  it('passes on that Google refused', async () => {
    const client = harness.client('pkce');
    const { data } = await client.auth.signInWithOAuth({
      provider: 'google',
      options: { redirectTo: `${SITE_URL}/auth/callback`, skipBrowserRedirect: true },
    });
    const state = (await follow(data.url ?? '')).searchParams.get('state');
    const target = await follow(`${harness.url}/auth/v1/callback?state=${state}&error=access_denied`);
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.has('error_code')).toBe(false);
  });
});

describe('a Google account of a signed-in user', () => {
  it('is tied to them under whatever address, by nobody without a session, and once only', async () => {
    const { client, user } = await signedIn(harness, 'ties@example.com');
    profile = { sub: 'g-10', email: 'other.address@example.com', email_verified: true };
    expect((await fetch(`${harness.url}/auth/v1/user/identities/authorize?provider=google`)).status).toBe(
      401,
    );
    const target = await linking(client);
    const code = new URLSearchParams(target.hash.slice(1)).get('access_token');
    expect((await client.auth.getUser(code ?? '')).data.user?.id).toBe(user.id);
    const { data } = await client.auth.getUserIdentities();
    expect(data?.identities.map(({ provider }) => provider)).toEqual(['email', 'google']);

    const somebodyElse = await signedIn(harness, 'wants.it@example.com');
    const refused = await linking(somebodyElse.client);
    expect(refused.searchParams.get('error_code')).toBe('identity_already_exists');
  });

  it('is untied again, but never the last identity', async () => {
    const { client, user } = await signedIn(harness, 'unties@example.com');
    profile = { sub: 'g-11', email: 'unties@example.com', email_verified: true };
    await linking(client);
    const { data } = await client.auth.getUserIdentities();
    const [email, tied] = data?.identities ?? [];
    if (!email || !tied) throw new Error('An identity is missing.');
    const { client: stranger } = await signedIn(harness, 'stranger@example.com');
    expect((await stranger.auth.unlinkIdentity(tied)).error?.code).toBe('identity_not_found');
    expect((await client.auth.unlinkIdentity(tied)).error).toBeNull();
    expect((await client.auth.unlinkIdentity(email)).error?.code).toBe('single_identity_not_deletable');
    const again = await harness.admin.auth.admin.getUserById(user.id);
    expect(again.data.user?.app_metadata.providers).toEqual(['email']);
  });

  it('stays where it is all there is, until the address has an identity, too', async () => {
    profile = { sub: 'g-12', email: 'only.google@example.com', email_verified: true };
    const { client, target } = await throughGoogle('pkce');
    const { data } = await client.auth.exchangeCodeForSession(target.searchParams.get('code') ?? '');
    const { id = '', email = '', identities } = data.user ?? {};
    const [tied] = identities ?? [];
    if (!tied) throw new Error('There is no identity.');
    expect((await client.auth.updateUser({ password: 'a first password' })).error).toBeNull();
    expect((await client.auth.unlinkIdentity(tied)).error?.code).toBe('single_identity_not_deletable');
    await harness.admin.auth.admin.updateUserById(id, { email, email_confirm: true });
    expect((await client.auth.unlinkIdentity(tied)).error).toBeNull();
  });
});

async function linking(client: SupabaseClient): Promise<URL> {
  const { data, error } = await client.auth.linkIdentity({
    provider: 'google',
    options: { redirectTo: `${SITE_URL}/auth/callback?for=link`, skipBrowserRedirect: true },
  });
  if (error) throw error;
  const state = new URL(data.url ?? 'none:').searchParams.get('state');
  return follow(`${harness.url}/auth/v1/callback?state=${state}&code=google-code`);
}
