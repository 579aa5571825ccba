import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Harness, signedIn, startHarness } from '@/local/supabase/test-harness';
import { resendConfirmation, sendPasswordReset, sendSignInLink } from './mailed-links';
import { signUp } from './sign-up';

vi.mock('./even-time', () => ({ evenTime: <T>(work: () => Promise<T>) => work() }));

/** A server that holds back a second mail for a minute, as hosted Supabase does for addresses that exist. */
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ mailIntervalSeconds: 60 });
});
afterAll(() => harness.stop());

const confirmed = 'confirmed@example.test';
const unconfirmed = 'unconfirmed@example.test';
const unknown = 'unknown@example.test';
const landing = 'http://localhost:3999/jobs';

describe('a second mail within a minute', () => {
  beforeAll(async () => {
    await signedIn(harness, confirmed);
    await harness.admin.auth.admin.createUser({ email: unconfirmed, password: 'correct horse' });
  });

  it('to choose a new password is answered the same for every address, and is not sent', async () => {
    for (const email of [confirmed, unconfirmed, unknown]) {
      await sendPasswordReset(harness.client(), email, landing);
      await expect(sendPasswordReset(harness.client(), email, landing)).resolves.toBeUndefined();
    }
    expect(mailsTo(confirmed)).toBe(1);
    expect((await harness.client().auth.resetPasswordForEmail(confirmed)).error?.code).toBe(
      'over_email_send_rate_limit',
    );
  });

  it('to sign in with is answered the same for every address, and is not sent', async () => {
    const known = 'by-link@example.test';
    await signedIn(harness, known);
    for (const email of [known, unknown]) {
      await sendSignInLink(harness.client(), email, landing);
      await expect(sendSignInLink(harness.client(), email, landing)).resolves.toBeUndefined();
    }
    expect(mailsTo(known)).toBe(1);
    expect(mailsTo(unknown)).toBe(0);
  });

  it('to confirm an address is answered the same, by sending again and by signing up', async () => {
    const before = mailsTo(unconfirmed);
    for (const email of [confirmed, unconfirmed, unknown]) {
      await resendConfirmation(harness.client(), email, landing);
      await expect(resendConfirmation(harness.client(), email, landing)).resolves.toBeUndefined();
    }
    for (const email of [confirmed, unconfirmed, 'new@example.test']) {
      const person = { name: 'Somebody', email, password: 'correct horse' };
      expect(await signUp(harness.client(), person, landing)).toBe('confirm-by-mail');
      expect(await signUp(harness.client(), person, landing)).toBe('confirm-by-mail');
    }
    expect(mailsTo(unconfirmed)).toBe(before + 1);
    expect(mailsTo('new@example.test')).toBe(1);
  });
});

function mailsTo(email: string): number {
  return harness.mails.filter(({ to }) => to.includes(email)).length;
}
