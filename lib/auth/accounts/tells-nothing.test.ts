import { createClient } from '@supabase/supabase-js';
import { describe, expect, it, vi } from 'vitest';
import { confirmByLink, resendConfirmation, sendPasswordReset, sendSignInLink } from './mailed-links';
import { signIn } from './sign-in';
import { signUp } from './sign-up';

// What takes time is proved where it is made.
vi.mock('./even-time', () => ({ evenTime: <T>(work: () => Promise<T>) => work() }));
vi.mock('./pwned-passwords', () => ({ isPwned: async () => false }));

const email = 'nora@example.com';
const landing = 'https://foothold.example/jobs';
const person = { name: 'Nora', email, password: 'long-enough-password' };

describe('what Supabase says of an account', () => {
  it.each([
    [422, 'user_already_exists'],
    [422, 'email_exists'],
    [429, 'over_email_send_rate_limit'],
  ])('%i %s is told as a mail on its way', async (status, code) => {
    expect(await signUp(answering(status, code), person, landing)).toBe('confirm-by-mail');
  });

  it.each([
    [422, 'user_not_found'],
    [422, 'email_not_confirmed'],
    [422, 'validation_failed'],
    // What Supabase says to a sign-in link for an address without an account.
    [422, 'otp_disabled'],
    // Only an address that exists can have had a mail a moment ago.
    [429, 'over_email_send_rate_limit'],
  ])('%i %s is not told to whoever asks for a mail', async (status, code) => {
    await resendConfirmation(answering(status, code), email, landing);
    await sendPasswordReset(answering(status, code), email, landing);
    await sendSignInLink(answering(status, code), email, landing);
  });

  it('is told as far as one must know it to sign in', async () => {
    const outcome = (code: string) => signIn(answering(400, code), { email, password: 'x' });
    expect(await outcome('invalid_credentials')).toBe('wrong-credentials');
    expect(await outcome('email_not_confirmed')).toBe('unconfirmed');
  });

  it('is not that it is banned, which Supabase tells before it looks at the password', async () => {
    const client = answering(400, 'user_banned');
    expect(await signIn(client, { email, password: 'x' })).toBe('wrong-credentials');
  });

  it('is a link that does not work any more, for a link that is spent or old', async () => {
    const link = { tokenHash: 'pkce_0123456789', type: 'signup' } as const;
    expect(await confirmByLink(answering(403, 'otp_expired'), link)).toBe('over');
  });

  it('is told to whoever has its mailbox, when it is banned', async () => {
    const link = { tokenHash: 'pkce_0123456789', type: 'magiclink' } as const;
    expect(await confirmByLink(answering(403, 'user_banned'), link)).toBe('suspended');
  });
});

describe('what has nothing to do with an account', () => {
  it.each([
    [429, 'over_request_rate_limit', 429],
    [500, 'unexpected_failure', 503],
  ])('%i is told by everything', async (status, code, told) => {
    const client = answering(status, code);
    const link = { tokenHash: 'pkce_0123456789', type: 'signup' } as const;
    for (const attempt of [
      () => signUp(client, person, landing),
      () => signIn(client, { email, password: 'x' }),
      () => resendConfirmation(client, email, landing),
      () => sendPasswordReset(client, email, landing),
      () => sendSignInLink(client, email, landing),
      () => confirmByLink(client, link),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ status: told });
    }
  });
});

/** Supabase as it answers every request with this error. */
function answering(status: number, code: string) {
  return createClient('https://project.supabase.example', 'sb_publishable_test', {
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: async () =>
        Response.json(
          { code, error_code: code, msg: code },
          { status, headers: { 'x-sb-error-code': code } },
        ),
    },
  });
}
