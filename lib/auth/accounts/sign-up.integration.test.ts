import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { confirmByLink, resendConfirmation, sendPasswordReset, sendSignInLink } from './mailed-links';
import { signIn } from './sign-in';
import { signUp } from './sign-up';

const landing = `${env().APP_URL}/jobs`;

describe('an account', () => {
  it('comes with user, personal organization, membership and a counted seat', async () => {
    const email = newEmail();
    const person = { name: 'Nora Berg', email, password: 'long-enough-password' };
    expect(await signUp(browser(), person, landing)).toBe('confirm-by-mail');
    await expectComplete(email, 'Nora Berg', 'Nora Berg');
  });

  it('comes with them as well when an admin makes or invites it', async () => {
    const made = newEmail();
    const { error } = await admin().createUser({ email: made, user_metadata: { full_name: 'Ada L' } });
    expect(error).toBeNull();
    await expectComplete(made, 'Ada L', 'Ada L');

    const invited = newEmail();
    expect((await admin().inviteUserByEmail(invited)).error).toBeNull();
    await expectComplete(invited, null, invited.split('@')[0] ?? '');
  });

  it('is not made at all when any of them cannot be', async () => {
    const email = newEmail();
    await asOwner(async (owner) => {
      await owner.query(
        `create function pg_temp.refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
      );
      await owner.query(
        `create trigger test_refuse before insert on app.memberships for each row execute function pg_temp.refuse()`,
      );
      try {
        const person = { name: 'Nora Berg', email, password: 'long-enough-password' };
        await expect(signUp(browser(), person, landing)).rejects.toMatchObject({ status: 503 });
      } finally {
        await owner.query('drop trigger test_refuse on app.memberships');
      }
      const { rows } = await owner.query('select from auth.users where email = $1', [email]);
      expect(rows).toEqual([]);
    });
    expect(await asService('test.find', (tx) => tx.user.count({ where: { email } }))).toBe(0);
  });

  it('is not made with a password that would be guessed, and not told to exist by that', async () => {
    const known = newEmail();
    await admin().createUser({ email: known, email_confirm: true });
    const unknown = newEmail();
    for (const email of [known, unknown]) {
      for (const password of ['short', 'password2026', email]) {
        const attempt = signUp(browser(), { name: 'Nora Berg', email, password }, landing);
        await expect(attempt).rejects.toMatchObject({
          status: 422,
          extras: { issues: [{ path: 'password' }] },
        });
      }
    }
    expect(await asService('test.find', (tx) => tx.user.count({ where: { email: unknown } }))).toBe(0);
  });

  it('takes as long to be answered as none', async () => {
    const known = newEmail();
    await admin().createUser({ email: known, email_confirm: true, password: 'the-right-password' });
    for (const ask of [sendSignInLink, sendPasswordReset, resendConfirmation]) {
      const spent = await Promise.all(
        [known, newEmail()].map((email) => timed(() => ask(browser(), email, landing))),
      );
      // A timer may be a little early.
      expect(Math.min(...spent)).toBeGreaterThanOrEqual(995);
    }
  });

  it('is not told to exist by signing up, asking for the mail again or forgetting the password', async () => {
    const known = newEmail();
    await admin().createUser({ email: known, email_confirm: true, password: 'the-right-password' });
    for (const email of [known, newEmail()]) {
      const person = { name: 'Somebody', email, password: 'long-enough-password' };
      expect(await signUp(browser(), person, landing)).toBe('confirm-by-mail');
    }
    for (const email of [known, newEmail()]) {
      await resendConfirmation(browser(), email, landing);
      await sendPasswordReset(browser(), email, landing);
      await sendSignInLink(browser(), email, landing);
      expect(await signIn(browser(), { email, password: 'a-wrong-password' })).toBe('wrong-credentials');
    }
    // The one who signed up in the known person's name got neither the account nor its password.
    expect(await signIn(browser(), { email: known, password: 'long-enough-password' })).toBe(
      'wrong-credentials',
    );
    expect(await signIn(browser(), { email: known, password: 'the-right-password' })).toBe('signed-in');
  });
});

describe('signIn', () => {
  it('tells an unconfirmed address, and a suspended account without leaving a session', async () => {
    const password = 'the-right-password';
    const unconfirmed = newEmail();
    await admin().createUser({ email: unconfirmed, password });
    expect(await signIn(browser(), { email: unconfirmed, password })).toBe('unconfirmed');

    const suspended = newEmail();
    await admin().createUser({ email: suspended, password, email_confirm: true });
    await asService('test.suspend', (tx) =>
      tx.user.updateMany({ where: { email: suspended }, data: { status: 'suspended' } }),
    );
    const client = browser();
    expect(await signIn(client, { email: suspended, password })).toBe('suspended');
    expect((await client.auth.getSession()).data.session).toBeNull();
    // The state of an account is for whoever knows its password, and nobody else.
    expect(await signIn(browser(), { email: suspended, password: 'a-wrong-password' })).toBe(
      'wrong-credentials',
    );
  });

  it('tells nobody of a ban at Supabase, which is answered before the password is looked at', async () => {
    const password = 'the-right-password';
    const email = newEmail();
    await admin().createUser({ email, password, email_confirm: true, ban_duration: '24h' });
    const { error } = await browser().auth.signInWithPassword({ email, password: 'a-wrong-password' });
    expect(error?.code).toBe('user_banned');
    for (const tried of [password, 'a-wrong-password']) {
      expect(await signIn(browser(), { email, password: tried })).toBe('wrong-credentials');
    }
  });
});

it('a link that is not ours confirms nothing', async () => {
  expect(await confirmByLink(browser(), { tokenHash: 'pkce_0123456789abcdef', type: 'signup' })).toBe('over');
});

function browser(): SupabaseClient {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, { auth: { autoRefreshToken: false } });
}

function admin() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const auth = { persistSession: false, autoRefreshToken: false };
  return createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, { auth }).auth.admin;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function newEmail(): string {
  return `new-${crypto.randomUUID()}@example.test`;
}

async function asOwner(work: (owner: Client) => Promise<void>): Promise<void> {
  const address = new URL(process.env.DIRECT_DATABASE_URL ?? '');
  address.search = '';
  const owner = new Client({ connectionString: address.href });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

async function expectComplete(email: string, name: string | null, organizationName: string): Promise<void> {
  const user = await asService('test.find', (tx) => tx.user.findFirstOrThrow({ where: { email } }));
  expect(user).toMatchObject({ name, status: 'active', platformRole: 'user' });
  const organizationId = user.id;
  const [organization, memberships, seats] = await asService('test.find', async (tx) => [
    await tx.organization.findUniqueOrThrow({ where: { id: organizationId } }),
    await tx.membership.findMany({ where: { organizationId } }),
    await tx.usageCounter.findFirstOrThrow({ where: { organizationId, metric: 'seats' } }),
  ]);
  expect(organization).toMatchObject({ name: organizationName, kind: 'personal' });
  expect(memberships).toMatchObject([{ userId: user.id, role: 'owner' }]);
  expect(seats.used).toBe(1n);
}
