import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, SITE_URL, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const password = 'correct horse';
const admin = () => harness.admin.auth.admin;

describe('the admin API', () => {
  it('makes, finds, changes and deletes a user', async () => {
    const made = await admin().createUser({
      email: 'Made@example.com',
      password,
      email_confirm: true,
      user_metadata: { full_name: 'Made' },
      app_metadata: { role: 'superadmin' },
    });
    const id = made.data.user?.id ?? '';
    expect(made.data.user).toMatchObject({
      email: 'made@example.com',
      user_metadata: { full_name: 'Made' },
      app_metadata: { role: 'superadmin', provider: 'email' },
    });
    const twice = await admin().createUser({ email: 'made@example.com', password });
    expect(twice.error).toMatchObject({ code: 'email_exists', status: 422 });
    const { rows } = await harness.pool.query('select * from auth.users where id = $1', [id]);
    expect(rows[0]).toMatchObject({
      email: 'made@example.com',
      email_confirmed_at: expect.any(Date),
      raw_user_meta_data: expect.objectContaining({ full_name: 'Made' }),
      raw_app_meta_data: expect.objectContaining({ role: 'superadmin' }),
      banned_until: null,
      created_at: expect.any(Date),
    });

    const changed = await admin().updateUserById(id, {
      email: 'changed@example.com',
      password: 'another password',
      app_metadata: { role: null },
    });
    expect(changed.data.user?.email).toBe('changed@example.com');
    expect(changed.data.user?.app_metadata).not.toHaveProperty('role');
    const signIn = await harness
      .client()
      .auth.signInWithPassword({ email: 'changed@example.com', password: 'another password' });
    expect(signIn.error).toBeNull();
    expect((await admin().getUserById(id)).data.user?.email).toBe('changed@example.com');

    expect((await admin().deleteUser(id)).error).toBeNull();
    expect((await admin().getUserById(id)).error?.code).toBe('user_not_found');
    expect((await harness.client().auth.getUser(signIn.data.session?.access_token)).data.user).toBeNull();
  });

  it('takes an id, and leaves an unconfirmed user unconfirmed until told', async () => {
    const id = randomUUID();
    const made = await admin().createUser({ id, email: 'later@example.com', password });
    expect(made.data.user?.id).toBe(id);
    const signIn = () => harness.client().auth.signInWithPassword({ email: 'later@example.com', password });
    expect((await signIn()).error?.code).toBe('email_not_confirmed');
    await admin().updateUserById(id, { email_confirm: true });
    expect((await signIn()).error).toBeNull();
  });

  it('removes a softly deleted person and keeps the row', async () => {
    const { user } = await signedIn(harness, 'soft@example.com');
    await admin().deleteUser(user.id, true);
    const { rows } = await harness.pool.query('select email, deleted_at from auth.users where id = $1', [
      user.id,
    ]);
    expect(rows[0]).toEqual({ email: `deleted-${user.id}`, deleted_at: expect.any(Date) });
    await signedIn(harness, 'soft@example.com');
  });

  it('lists page by page', async () => {
    for (let index = 0; index < 5; index += 1)
      await admin().createUser({ email: `list${index}@example.com` });
    const first = await admin().listUsers({ page: 1, perPage: 3 });
    if (first.error) throw first.error;
    const second = await admin().listUsers({ page: 2, perPage: 3 });
    if (second.error) throw second.error;
    expect(first.data.users).toHaveLength(3);
    expect(first.data.nextPage).toBe(2);
    expect(first.data.total).toBeGreaterThanOrEqual(5);
    const ids = [...first.data.users, ...second.data.users].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('invites by mail; the link confirms and signs in', async () => {
    const invited = await admin().inviteUserByEmail('guest@example.com', {
      data: { team: 'one' },
      redirectTo: `${SITE_URL}/welcome`,
    });
    expect(invited.data.user).toMatchObject({ email: 'guest@example.com', user_metadata: { team: 'one' } });
    expect(invited.data.user?.invited_at).toBeTruthy();
    const { link, tokenHash } = harness.lastMail('guest@example.com');
    expect([link.searchParams.get('type'), link.searchParams.get('next')]).toEqual(['invite', '/welcome']);
    const { data } = await harness.client().auth.verifyOtp({ token_hash: tokenHash, type: 'invite' });
    expect(data.session).toBeTruthy();
    expect((await admin().inviteUserByEmail('guest@example.com')).error?.code).toBe('email_exists');
  });

  it('makes links without sending them: by hash, by code and by address', async () => {
    await signedIn(harness, 'link@example.com');
    const before = harness.mails.length;
    const link = async () => {
      const { data, error } = await admin().generateLink({
        type: 'magiclink',
        email: 'link@example.com',
        options: { redirectTo: `${SITE_URL}/jobs` },
      });
      if (error) throw error;
      return data.properties;
    };
    const client = harness.client();
    const byHash = await client.auth.verifyOtp({
      token_hash: (await link()).hashed_token,
      type: 'magiclink',
    });
    expect(byHash.data.session).toBeTruthy();
    const token = (await link()).email_otp;
    expect(
      (await client.auth.verifyOtp({ email: 'link@example.com', token, type: 'email' })).error,
    ).toBeNull();

    const opened = await fetch((await link()).action_link, { redirect: 'manual' });
    const target = new URL(opened.headers.get('location') ?? '');
    expect([opened.status, target.origin, target.pathname]).toEqual([303, SITE_URL, '/jobs']);
    const tokens = new URLSearchParams(target.hash.slice(1));
    expect((await client.auth.getUser(tokens.get('access_token') ?? '')).data.user?.email).toBe(
      'link@example.com',
    );
    expect(harness.mails).toHaveLength(before);

    const recovery = await admin().generateLink({ type: 'recovery', email: 'none@example.com' });
    expect(recovery.error?.code).toBe('user_not_found');
    const signUp = await admin().generateLink({ type: 'signup', email: 'fresh@example.com', password });
    expect(signUp.data.properties?.verification_type).toBe('signup');
  });

  it('is closed to the publishable key and to a user’s session', async () => {
    const { client, user } = await signedIn(harness, 'plain@example.com');
    for (const { auth } of [client, harness.client()]) {
      expect((await auth.admin.listUsers()).error).toMatchObject({ status: 403, code: 'not_admin' });
      expect((await auth.admin.deleteUser(user.id)).error).toBeTruthy();
      expect((await auth.admin.createUser({ email: 'x@example.com' })).error).toBeTruthy();
      expect((await auth.admin.inviteUserByEmail('x@example.com')).error).toBeTruthy();
      expect(
        (await auth.admin.generateLink({ type: 'magiclink', email: 'x@example.com' })).error,
      ).toBeTruthy();
      expect((await auth.admin.updateUserById(user.id, { email_confirm: true })).error).toBeTruthy();
    }
    expect((await admin().getUserById(user.id)).data.user).toBeTruthy();
  });
});
