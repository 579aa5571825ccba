import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import { askEmailChange } from './change-email';
import { changePassword } from './change-password';
import { connectGoogle, disconnectGoogle } from './connect-google';
import { beginGoogle, finishGoogle } from './google';
import { confirmByLink } from './mailed-links';
import { signIn } from './sign-in';
import { signInMethods } from './sign-in-methods';

const callback = `${env().APP_URL}/auth/callback`;
const landing = `${env().APP_URL}/account/security`;

describe('changing the password', () => {
  it('sent twice at once changes it once, and leaves only this session', async () => {
    const { person, client, proof } = await signedIn();
    const elsewhere = await signedInAs(person);
    const attempts = await Promise.allSettled(
      ['seven grey herons', 'seven grey herons'].map((password) =>
        changePassword(client, person, password, proof()),
      ),
    );
    // The slower one finds that its current password is that no more, or that the new one is the old one.
    expect(attempts.map(({ status }) => status)).toContain('fulfilled');
    expect(await signIn(browser(), { ...person, password: 'seven grey herons' })).toBe('signed-in');
    expect((await elsewhere.auth.refreshSession()).error).not.toBeNull();
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect(await noticesFor(person.userId)).toContain('password_changed');
  });

  it('is refused for the password of before, for a known one, and for who does not know the present one', async () => {
    const { person, client, proof } = await signedIn();
    const attempt = (password: string, currentPassword?: string) =>
      changePassword(client, person, password, { ...proof(), ...(currentPassword && { currentPassword }) });
    await expect(attempt(person.password)).rejects.toMatchObject({ status: 422 });
    await expect(attempt('password2026')).rejects.toMatchObject({ status: 422 });
    await expect(attempt('seven grey herons', 'a guess')).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path: 'currentPassword' }] },
    });
    expect(await signIn(browser(), person)).toBe('signed-in');
  });
});

describe('changing the address', () => {
  it('takes the user along when it is confirmed, in any browser, and the older of two links is void', async () => {
    const { person, client, proof } = await signedIn();
    const [first, second] = [newEmail(), newEmail()];
    await askEmailChange(client, person, first, { proof: proof(), landing });
    const [older] = await tokensTo(first);
    await askEmailChange(client, person, second, { proof: proof(), landing });
    const [newer] = await tokensTo(second);
    expect(await confirmByLink(browser(), { tokenHash: older ?? '', type: 'email_change' })).toBe('over');
    expect(await emailOf(person.userId)).toBe(person.email);
    expect(await confirmByLink(browser(), { tokenHash: newer ?? '', type: 'email_change' })).toBe(
      'confirmed',
    );
    expect(await confirmByLink(browser(), { tokenHash: newer ?? '', type: 'email_change' })).toBe('over');
    expect(await emailOf(person.userId)).toBe(second);
    expect((await client.auth.refreshSession()).error).not.toBeNull();
    expect(await signIn(browser(), { ...person, email: second })).toBe('signed-in');
    const asked = 'email_change_asked';
    expect(await noticesFor(person.userId)).toEqual([asked, asked, 'email_changed']);
  });

  it('to one that somebody has is answered the same, after as long a time', async () => {
    const taken = await makePerson();
    const { person, client, proof } = await signedIn();
    const spent = [];
    for (const email of [taken.email, newEmail()]) {
      const began = performance.now();
      await askEmailChange(client, person, email, { proof: proof(), landing });
      spent.push(performance.now() - began);
    }
    expect(Math.min(...spent)).toBeGreaterThanOrEqual(995);
    expect(await tokensTo(taken.email)).toEqual([]);
    expect(await noticesFor(person.userId)).toHaveLength(2);
  });
});

describe('a Google account', () => {
  it('that is all there is can go once there is a password, however often that is sent', async () => {
    const { client, person } = await fromGoogle(newEmail());
    const fresh = { accessToken: await tokenOf(client), headers: new Headers() };
    expect(await signInMethods(person.userId)).toMatchObject({ hasPassword: false, identities: 1 });
    await expect(disconnectGoogle(client, person, fresh)).rejects.toMatchObject({ status: 409 });
    expect(await changePassword(client, person, 'seven grey herons', fresh)).toBe('set');

    const proof = { ...fresh, currentPassword: 'seven grey herons' };
    await Promise.all([disconnectGoogle(client, person, proof), disconnectGoogle(client, person, proof)]);
    expect(await signInMethods(person.userId)).toMatchObject({ hasPassword: true, google: null });
    expect(await noticesFor(person.userId)).toEqual(['password_changed', 'google_disconnected']);
    expect(await signIn(browser(), { email: person.email, password: 'seven grey herons' })).toBe('signed-in');
  });

  it('is connected to one account at most, and one to each', async () => {
    const google = newEmail();
    const first = await signedIn();
    const options = () => ({ proof: first.proof(), callback });
    const url = await connectGoogle(first.client, first.person, options());
    expect(await finishGoogle(first.client, await throughGoogle(url, google))).toBe('signed-in');
    expect(await signInMethods(first.person.userId)).toMatchObject({ google: { email: google } });
    await expect(connectGoogle(first.client, first.person, options())).rejects.toMatchObject({ status: 409 });

    const second = await signedIn();
    const theirs = await connectGoogle(second.client, second.person, { proof: second.proof(), callback });
    expect(await finishGoogle(second.client, await throughGoogle(theirs, google))).toBe('taken');
    expect(await signInMethods(second.person.userId)).toMatchObject({ google: null });
  });

  it('is not connected by who has found a session open', async () => {
    const { client, person, proof } = await signedIn();
    const attempt = connectGoogle(client, person, {
      proof: { ...proof(), currentPassword: 'a guess' },
      callback,
    });
    await expect(attempt).rejects.toMatchObject({ status: 422 });
  });

  it('of a suspended account leaves no session', async () => {
    const email = newEmail();
    const { person } = await fromGoogle(email);
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { status: 'suspended' } }),
    );
    const client = browser();
    expect(await finishGoogle(client, await throughGoogle(await beginGoogle(client, callback), email))).toBe(
      'suspended',
    );
    expect((await client.auth.getSession()).data.session).toBeNull();
  });
});

async function signedIn() {
  const made = await makePerson();
  const client = await signedInAs(made);
  const accessToken = await tokenOf(client);
  const person = { ...made, name: 'Nora Berg', credentialId: sessionIdIn(accessToken) };
  return {
    person,
    client,
    proof: () => ({ currentPassword: person.password, accessToken, headers: new Headers() }),
  };
}

async function signedInAs(person: { email: string; password: string }): Promise<SupabaseClient> {
  const client = browser();
  const { error } = await client.auth.signInWithPassword(person);
  if (error) throw error;
  return client;
}

async function fromGoogle(email: string) {
  const client = browser();
  const url = await beginGoogle(client, callback);
  expect(await finishGoogle(client, await throughGoogle(url, email))).toBe('signed-in');
  const { data } = await client.auth.getUser();
  const credentialId = sessionIdIn(await tokenOf(client));
  return { client, person: { userId: data.user?.id ?? '', credentialId, email, name: 'Nell Here' } };
}

/** What a browser does: to Supabase, to Google, back to Supabase, and to our door, which it does not open. */
async function throughGoogle(url: string, email: string) {
  const { origin } = new URL(env().SUPABASE_URL);
  const atGoogle = new URL(url).origin === origin ? await follow(url) : new URL(url);
  const form = new URLSearchParams({ choice: 'continue', email, name: 'Nell Here', verified: 'on' });
  const back = await follow(atGoogle.href, { method: 'POST', body: form });
  const { searchParams } = await follow(back.href);
  return {
    code: searchParams.get('code'),
    error: searchParams.get('error'),
    errorCode: searchParams.get('error_code'),
  };
}

async function follow(url: string, init: RequestInit = {}): Promise<URL> {
  const answer = await fetch(url, { ...init, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? `none:${answer.status}`);
}

function browser(): SupabaseClient {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const values = new Map<string, string>();
  return createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: {
      autoRefreshToken: false,
      detectSessionInUrl: false,
      flowType: 'pkce',
      storage: {
        getItem: (key) => values.get(key) ?? null,
        setItem: (key, value) => void values.set(key, value),
        removeItem: (key) => void values.delete(key),
      },
    },
  });
}

async function tokenOf(client: SupabaseClient): Promise<string> {
  return (await client.auth.getSession()).data.session?.access_token ?? '';
}

function sessionIdIn(accessToken: string): string {
  return String(decodeJwt(accessToken).session_id);
}

async function emailOf(id: string): Promise<string> {
  const { email } = await asService('test.find', (tx) => tx.user.findUniqueOrThrow({ where: { id } }));
  return email;
}

/** The kinds of what a person is told by mail, oldest first. */
async function noticesFor(userId: string): Promise<string[]> {
  const notices = await asService('test.find', (tx) =>
    tx.accountNotice.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } }),
  );
  return notices.map(({ kind }) => kind);
}

/** The tokens of the links that were mailed to change an address to this one, newest first. */
async function tokensTo(email: string): Promise<string[]> {
  const answer = await fetch(`${process.env.MAIL_URL}/api/messages?to=${encodeURIComponent(email)}`);
  const { messages } = await answer.json();
  return messages
    .filter(({ subject }: { subject: string }) => subject === 'Confirm your new email address')
    .map(({ html }: { html: string }) => /token_hash=([\w-]+)/.exec(html)?.[1] ?? '');
}

function newEmail(): string {
  return `changed-${crypto.randomUUID()}@example.test`;
}
