import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, SITE_URL, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const password = 'correct horse';

describe('resetting a password', () => {
  it('works by the mailed link, once, and ends the other sessions', async () => {
    const { session } = await signedIn(harness, 'forgot@example.com');
    const client = harness.client();
    const sent = await client.auth.resetPasswordForEmail('forgot@example.com', {
      redirectTo: `${SITE_URL}/account/password`,
    });
    expect(sent.error).toBeNull();
    const { link, tokenHash, subject } = harness.lastMail('forgot@example.com');
    expect([link.searchParams.get('type'), link.searchParams.get('next'), subject]).toEqual([
      'recovery',
      '/account/password',
      'Reset your password',
    ]);
    expect((await client.auth.verifyOtp({ token_hash: tokenHash, type: 'email_change' })).error).toBeTruthy();
    expect((await client.auth.verifyOtp({ token_hash: tokenHash, type: 'recovery' })).error).toBeNull();
    const same = await client.auth.updateUser({ password });
    expect(same.error?.code).toBe('same_password');
    const weak = await client.auth.updateUser({ password: 'short' });
    expect(weak.error?.code).toBe('weak_password');
    expect((await client.auth.updateUser({ password: 'a new password' })).error).toBeNull();

    expect((await client.auth.getUser()).data.user?.email).toBe('forgot@example.com');
    expect((await client.auth.getUser(session.access_token)).data.user).toBeNull();
    const email = 'forgot@example.com';
    expect((await harness.client().auth.signInWithPassword({ email, password })).error?.code).toBe(
      'invalid_credentials',
    );
    const fresh = await harness.client().auth.signInWithPassword({ email, password: 'a new password' });
    expect(fresh.error).toBeNull();
    const again = await harness.client().auth.verifyOtp({ token_hash: tokenHash, type: 'recovery' });
    expect(again.error?.code).toBe('otp_expired');
  });

  it('answers the same for an address without an account, and mails nothing', async () => {
    const before = harness.mails.length;
    const { error } = await harness.client().auth.resetPasswordForEmail('nobody@example.com');
    expect([error, harness.mails.length]).toEqual([null, before]);
  });

  it('does not work with a token that is too old', async () => {
    await signedIn(harness, 'late@example.com');
    await harness.client().auth.resetPasswordForEmail('late@example.com');
    await harness.pool.query(
      `update auth.users set recovery_sent_at = now() - interval '2 hours' where email = 'late@example.com'`,
    );
    const { tokenHash } = harness.lastMail('late@example.com');
    const { error } = await harness.client().auth.verifyOtp({ token_hash: tokenHash, type: 'recovery' });
    expect(error?.code).toBe('otp_expired');
  });
});

describe('signing in by mail', () => {
  it('works by link and by code for someone known', async () => {
    await signedIn(harness, 'magic@example.com');
    const client = harness.client();
    await client.auth.signInWithOtp({ email: 'magic@example.com' });
    const first = harness.lastMail('magic@example.com');
    expect(first.link.searchParams.get('type')).toBe('magiclink');
    const byLink = await client.auth.verifyOtp({ token_hash: first.tokenHash, type: 'magiclink' });
    expect(byLink.data.session).toBeTruthy();
    await client.auth.signInWithOtp({ email: 'magic@example.com' });
    const { code } = harness.lastMail('magic@example.com');
    const byCode = await client.auth.verifyOtp({ email: 'magic@example.com', token: code, type: 'email' });
    expect(byCode.data.session).toBeTruthy();
    const claims = await client.auth.getClaims();
    expect(claims.data?.claims.amr?.[0]).toMatchObject({ method: 'otp' });
  });

  it('makes someone new unless told not to', async () => {
    const client = harness.client();
    const refused = await client.auth.signInWithOtp({
      email: 'new@example.com',
      options: { shouldCreateUser: false },
    });
    expect(refused.error?.code).toBe('otp_disabled');
    await client.auth.signInWithOtp({ email: 'new@example.com', options: { data: { full_name: 'New' } } });
    const { tokenHash } = harness.lastMail('new@example.com');
    const { data } = await client.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(data.user?.user_metadata.full_name).toBe('New');
    expect(data.user?.email_confirmed_at).toBeTruthy();
  });
});

describe('changing one’s own account', () => {
  it('merges metadata, where null removes', async () => {
    const { client } = await signedIn(harness, 'data@example.com');
    await client.auth.updateUser({ data: { theme: 'dark', tour: 'done' } });
    const { data } = await client.auth.updateUser({ data: { tour: null } });
    expect(data.user?.user_metadata).toMatchObject({ theme: 'dark', email: 'data@example.com' });
    expect(data.user?.user_metadata).not.toHaveProperty('tour');
  });

  it('changes the address when both mailboxes have confirmed', async () => {
    const { client } = await signedIn(harness, 'before@example.com');
    const asked = await client.auth.updateUser({ email: 'after@example.com' });
    expect(asked.data.user).toMatchObject({ email: 'before@example.com', new_email: 'after@example.com' });
    const toNew = harness.lastMail('after@example.com').tokenHash;
    const toOld = harness.lastMail('before@example.com').tokenHash;
    const half = await client.auth.verifyOtp({ token_hash: toNew, type: 'email_change' });
    expect([half.error, half.data.user, half.data.session]).toEqual([null, null, null]);
    const repeated = await client.auth.verifyOtp({ token_hash: toNew, type: 'email_change' });
    expect(repeated.error?.code).toBe('otp_expired');
    const whole = await client.auth.verifyOtp({ token_hash: toOld, type: 'email_change' });
    expect(whole.data.user?.email).toBe('after@example.com');
    expect((await client.auth.signInWithPassword({ email: 'after@example.com', password })).error).toBeNull();
  });

  it('changes it by the new mailbox alone where the project is set so', async () => {
    const lenient = await startHarness({ bothMailboxesConfirm: false });
    try {
      const { client } = await signedIn(lenient, 'old@example.com');
      await client.auth.updateUser({ email: 'new@example.com' });
      expect(() => lenient.lastMail('old@example.com')).toThrow();
      const { tokenHash } = lenient.lastMail('new@example.com');
      const changed = await lenient.client().auth.verifyOtp({ token_hash: tokenHash, type: 'email_change' });
      expect(changed.data.user?.email).toBe('new@example.com');
    } finally {
      await lenient.stop();
    }
  });

  it('refuses an address that someone has', async () => {
    await signedIn(harness, 'mine@example.com');
    const { client } = await signedIn(harness, 'wants@example.com');
    const { error } = await client.auth.updateUser({ email: 'mine@example.com' });
    expect(error?.code).toBe('email_exists');
  });
});

describe('a ban', () => {
  it('refuses sign-in, refresh, use and every link until it is lifted', async () => {
    const { client, user, session } = await signedIn(harness, 'banned@example.com');
    await client.auth.signInWithOtp({ email: 'banned@example.com' });
    const { tokenHash } = harness.lastMail('banned@example.com');
    const { admin } = harness.admin.auth;
    const banned = await admin.updateUserById(user.id, { ban_duration: '24h' });
    expect(banned.data.user).toHaveProperty('banned_until');
    const fresh = harness.client();
    const email = 'banned@example.com';
    for (const tried of [password, 'not the password']) {
      const { error } = await fresh.auth.signInWithPassword({ email, password: tried });
      expect(error?.code).toBe('user_banned');
    }
    expect((await client.auth.refreshSession()).error?.code).toBe('user_banned');
    expect((await client.auth.getUser(session.access_token)).error?.code).toBe('user_banned');
    expect((await fresh.auth.verifyOtp({ token_hash: tokenHash, type: 'magiclink' })).error?.code).toBe(
      'user_banned',
    );
    await admin.updateUserById(user.id, { ban_duration: 'none' });
    expect((await fresh.auth.signInWithPassword({ email, password })).error).toBeNull();
  });

  it('of a wrong length is refused', async () => {
    const { user } = await signedIn(harness, 'length@example.com');
    const { error } = await harness.admin.auth.admin.updateUserById(user.id, { ban_duration: 'long' });
    expect(error?.code).toBe('validation_failed');
  });
});
