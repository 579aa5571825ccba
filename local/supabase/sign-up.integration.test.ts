import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, PUBLISHABLE_KEY, SITE_URL, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const password = 'correct horse';

describe('signing up with an address', () => {
  it('gives no session before the mailed link confirms it, and then signs in', async () => {
    const client = harness.client();
    const email = 'Ada@Example.com ';
    const signedUp = await client.auth.signUp({
      email,
      password,
      options: { data: { full_name: 'Ada' }, emailRedirectTo: `${SITE_URL}/jobs?tab=new` },
    });
    expect(signedUp.error).toBeNull();
    expect(signedUp.data.session).toBeNull();
    expect(signedUp.data.user?.email).toBe('ada@example.com');
    expect(signedUp.data.user?.user_metadata.full_name).toBe('Ada');
    expect(signedUp.data.user?.identities).toHaveLength(1);

    const early = await client.auth.signInWithPassword({ email: 'ada@example.com', password });
    expect(early.error?.code).toBe('email_not_confirmed');

    const { link, tokenHash, html } = harness.lastMail('ada@example.com');
    expect(link.origin + link.pathname).toBe(`${SITE_URL}/auth/confirm`);
    expect(link.searchParams.get('type')).toBe('email');
    expect(link.searchParams.get('next')).toBe('/jobs?tab=new');
    expect(html).toContain(`token_hash=${tokenHash}`);

    const verified = await client.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(verified.error).toBeNull();
    expect(verified.data.session?.user.email_confirmed_at).toBeTruthy();
    expect(verified.data.user?.user_metadata).toMatchObject({ full_name: 'Ada', email_verified: true });

    const again = await client.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(again.error?.code).toBe('otp_expired');
    const later = await harness.client().auth.signInWithPassword({ email: 'ada@example.com', password });
    expect(later.data.session?.access_token).toBeTruthy();
  });

  it('confirms by the typed code and by type signup as well', async () => {
    const client = harness.client();
    await client.auth.signUp({ email: 'code@example.com', password });
    const { code } = harness.lastMail('code@example.com');
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const refused = await client.auth.verifyOtp({ email: 'code@example.com', token: wrong, type: 'email' });
    expect(refused.error?.code).toBe('otp_expired');
    const typed = await client.auth.verifyOtp({ email: 'code@example.com', token: code, type: 'email' });
    expect(typed.data.session).toBeTruthy();

    await client.auth.signUp({ email: 'typed@example.com', password });
    const { tokenHash } = harness.lastMail('typed@example.com');
    const signup = await client.auth.verifyOtp({ token_hash: tokenHash, type: 'signup' });
    expect(signup.data.session).toBeTruthy();
  });

  it('answers for a confirmed address with a made-up user and sends nothing', async () => {
    await signedIn(harness, 'taken@example.com');
    const before = harness.mails.length;
    const { data, error } = await harness.client().auth.signUp({ email: 'taken@example.com', password });
    expect(error).toBeNull();
    expect(data.session).toBeNull();
    expect(data.user?.identities).toEqual([]);
    const { rows } = await harness.pool.query('select id from auth.users where id = $1', [data.user?.id]);
    expect(rows).toEqual([]);
    expect(harness.mails).toHaveLength(before);
  });

  it('sends the confirmation again for an unconfirmed address, without taking the new password', async () => {
    const client = harness.client();
    await client.auth.signUp({ email: 'twice@example.com', password });
    const first = harness.lastMail('twice@example.com').tokenHash;
    await client.auth.signUp({ email: 'twice@example.com', password: 'another password' });
    const second = harness.lastMail('twice@example.com').tokenHash;
    expect(second).not.toBe(first);
    const { error } = await client.auth.resend({ type: 'signup', email: 'twice@example.com' });
    expect(error).toBeNull();
    const third = harness.lastMail('twice@example.com').tokenHash;
    expect((await client.auth.verifyOtp({ token_hash: second, type: 'email' })).error?.code).toBe(
      'otp_expired',
    );
    expect((await client.auth.verifyOtp({ token_hash: third, type: 'email' })).error).toBeNull();
    const other = await client.auth.signInWithPassword({
      email: 'twice@example.com',
      password: 'another password',
    });
    expect(other.error?.code).toBe('invalid_credentials');
  });

  it('refuses a redirect to another site: the link has no next', async () => {
    for (const [name, emailRedirectTo] of [
      ['foreign', 'https://evil.example/jobs'],
      ['prefix', `${SITE_URL}.evil.example/jobs`],
      ['scheme', 'javascript:alert(1)'],
    ] as const) {
      await harness
        .client()
        .auth.signUp({ email: `${name}@example.com`, password, options: { emailRedirectTo } });
      const { link } = harness.lastMail(`${name}@example.com`);
      expect(link.origin).toBe(SITE_URL);
      expect(link.searchParams.has('next')).toBe(false);
    }
  });

  it('refuses a short password with its reasons', async () => {
    const { error } = await harness.client().auth.signUp({ email: 'weak@example.com', password: 'seven77' });
    expect(error).toMatchObject({ code: 'weak_password', status: 422, reasons: ['length'] });
  });

  it('refuses what is no address', async () => {
    const { error } = await harness.client().auth.signUp({ email: 'nobody', password });
    expect(error).toMatchObject({ code: 'validation_failed', status: 400 });
  });

  it('of parallel sign-ups with one address makes one user', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => harness.client().auth.signUp({ email: 'race@example.com', password })),
    );
    expect(all.filter(({ error }) => error !== null && error.code !== 'email_exists')).toEqual([]);
    const { rows } = await harness.pool.query(`select id from auth.users where email = 'race@example.com'`);
    expect(rows).toHaveLength(1);
  });
});

describe('a trigger on auth.users', () => {
  it('that fails takes the whole sign-up with it, and sees objects in the metadata columns', async () => {
    await harness.pool.query(`
      create table public.seen (id uuid references auth.users (id) on delete cascade, name text, kind text);
      create function public.on_user() returns trigger language plpgsql as $$
      begin
        if new.raw_user_meta_data ->> 'full_name' = 'Refused' then raise exception 'no'; end if;
        insert into public.seen values (new.id, new.raw_user_meta_data ->> 'full_name',
          jsonb_typeof(new.raw_user_meta_data) || ' ' || jsonb_typeof(new.raw_app_meta_data));
        return new;
      end $$;
      create trigger on_user after insert on auth.users for each row execute function public.on_user();`);
    const before = harness.mails.length;
    const refused = await harness.client().auth.signUp({
      email: 'refused@example.com',
      password,
      options: { data: { full_name: 'Refused' } },
    });
    expect(refused.error).toMatchObject({ status: 500, message: 'Database error saving new user' });
    const { rows } = await harness.pool.query(
      `select email from auth.users where email = 'refused@example.com'
       union all select email from auth.identities where email = 'refused@example.com'`,
    );
    expect(rows).toEqual([]);
    expect(harness.mails).toHaveLength(before);

    const taken = await harness.client().auth.signUp({
      email: 'seen@example.com',
      password,
      options: { data: { full_name: 'Seen' } },
    });
    const seen = await harness.pool.query('select name, kind from public.seen where id = $1', [
      taken.data.user?.id,
    ]);
    expect(seen.rows).toEqual([{ name: 'Seen', kind: 'object object' }]);
  });

  it('finds JSON strings and nulls turned into objects', async () => {
    const { rows } = await harness.pool.query(
      `insert into auth.users (id, email, raw_app_meta_data, raw_user_meta_data)
       values (gen_random_uuid(), 'raw@example.com', to_jsonb('{"provider":"email"}'::text), null)
       returning raw_app_meta_data as app, raw_user_meta_data as own`,
    );
    expect(rows).toEqual([{ app: { provider: 'email' }, own: {} }]);
  });
});

describe('the HTTP surface', () => {
  const post = (path: string, body: string, headers: Record<string, string> = { apikey: PUBLISHABLE_KEY }) =>
    fetch(`${harness.url}/auth/v1${path}`, { method: 'POST', body, headers });

  it('wants a known key', async () => {
    expect((await post('/signup', '{}', {})).status).toBe(401);
    expect((await post('/signup', '{}', { apikey: 'sb_publishable_other' })).status).toBe(401);
    expect((await post('/admin/users', '{}')).status).toBe(403);
  });

  it('answers bad JSON, huge bodies and unknown paths in the form of both API versions', async () => {
    const old = await post('/signup', '{"email":');
    expect([old.status, await old.json()]).toEqual([
      400,
      { code: 400, error_code: 'bad_json', msg: 'Could not parse request body as JSON' },
    ]);
    const dated = { apikey: PUBLISHABLE_KEY, 'x-supabase-api-version': '2024-01-01' };
    const huge = await post('/signup', `"${'x'.repeat(1_048_577)}"`, dated);
    expect(huge.headers.get('x-supabase-api-version')).toBe('2024-01-01');
    expect([huge.status, await huge.json()]).toEqual([
      413,
      { code: 'request_too_large', message: 'Request body is larger than 1 MB' },
    ]);
    expect((await post('/nothing', '{}')).status).toBe(404);
    const outside = await fetch(`${harness.url}/rest/v1/users`);
    expect(outside.status).toBe(404);
    expect(await outside.json()).toHaveProperty('message');
  });
});
