import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ mailIntervalSeconds: 60 });
});
afterAll(() => harness.stop());

const heldBack = { status: 429, code: 'over_email_send_rate_limit' };

describe('a second mail within the interval', () => {
  it.each(['otp', 'recover', 'change'] as const)('of kind %s is held back until it is over', async (kind) => {
    const email = `${kind}@example.com`;
    const { client } = await signedIn(harness, email);
    const ask = {
      otp: () => client.auth.signInWithOtp({ email }),
      recover: () => client.auth.resetPasswordForEmail(email),
      change: () => client.auth.updateUser({ email: `${kind}-new@example.com` }),
    }[kind];
    expect((await ask()).error).toBeNull();
    expect((await ask()).error).toMatchObject(heldBack);
    await harness.pool.query(
      `update auth.users set recovery_sent_at = recovery_sent_at - interval '1 minute',
         email_change_sent_at = email_change_sent_at - interval '1 minute' where email = $1`,
      [email],
    );
    expect((await ask()).error).toBeNull();
  });

  it('to confirm is held back, and one of another kind is not', async () => {
    const email = 'confirm@example.com';
    const client = harness.client();
    await client.auth.signUp({ email, password: 'correct horse' });
    expect((await client.auth.signUp({ email, password: 'correct horse' })).error).toMatchObject(heldBack);
    expect((await client.auth.resend({ type: 'signup', email })).error).toMatchObject(heldBack);
    expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull();
  });

  it('is never held back from an address without an account', async () => {
    const client = harness.client();
    for (const email of ['nobody@example.com', 'nobody@example.com']) {
      expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull();
      expect((await client.auth.resend({ type: 'signup', email })).error).toBeNull();
    }
  });
});
