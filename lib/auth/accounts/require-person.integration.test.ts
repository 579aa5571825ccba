import { createClient } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, endedClaims, resigned, sessionCookiesOf, tampered } from '@/local/test/sessions';
import { supabaseAdmin } from '../supabase-admin';
import { requirePerson, signedInRecently } from './require-person';

const headers = new Headers();
const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;

describe('of a person who has a password', () => {
  it('the current one is asked, however fresh the session is', async () => {
    const person = await makePerson();
    const accessToken = accessTokenIn(await sessionCookiesOf(person));
    for (const currentPassword of [undefined, '', 'not-the-password']) {
      await expect(requirePerson(person, { currentPassword, accessToken, headers })).rejects.toMatchObject({
        status: 422,
        extras: { issues: [{ path: 'currentPassword' }] },
      });
    }
    await requirePerson(person, { currentPassword: person.password, accessToken, headers });
  });

  it('the password of somebody else proves nothing', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const proof = { currentPassword: other.password, accessToken: '', headers };
    await expect(requirePerson(person, proof)).rejects.toMatchObject({ status: 422 });
    await expect(requirePerson({ ...person, email: other.email }, proof)).rejects.toMatchObject({
      status: 422,
    });
  });

  it('no more than so many can be tried, right ones least of all', async () => {
    const person = await makePerson();
    const accessToken = accessTokenIn(await sessionCookiesOf(person));
    const attempt = (currentPassword: string) =>
      requirePerson(person, { currentPassword, accessToken, headers });
    for (let i = 0; i < 12; i++) await attempt(person.password);
    for (let i = 0; i < 10; i++) await expect(attempt(`guess ${i}`)).rejects.toMatchObject({ status: 422 });
    for (const tried of ['one more', person.password])
      await expect(attempt(tried)).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
  });

  it('the look at the password leaves no session, and ends none', async () => {
    const person = await makePerson();
    const accessToken = accessTokenIn(await sessionCookiesOf(person));
    const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY);
    await requirePerson(person, { currentPassword: person.password, accessToken, headers });
    expect((await client.auth.getUser(accessToken)).data.user?.id).toBe(person.userId);
  });
});

describe('of a person without a password', () => {
  it('a fresh session is asked, by whatever way it began', async () => {
    const person = await withoutPassword();
    const fresh = { currentPassword: undefined, accessToken: person.token, headers };
    await requirePerson(person, fresh);
    const old = await resigned(person.token, { amr: [{ method: 'oauth', timestamp: minutesAgo(16) }] });
    await expect(requirePerson(person, { ...fresh, accessToken: old })).rejects.toMatchObject({
      status: 403,
    });
    // What is typed is no proof where there is nothing to compare it with.
    await expect(
      requirePerson(person, { currentPassword: 'anything', accessToken: old, headers }),
    ).rejects.toMatchObject({ status: 403 });
  });

  it('a forged or an ended token is no proof', async () => {
    const { token } = await withoutPassword();
    expect(await signedInRecently(token)).toBe(true);
    expect(await signedInRecently(tampered(token))).toBe(false);
    expect(await signedInRecently(await resigned(token, endedClaims()))).toBe(false);
    expect(await signedInRecently(await resigned(token, { amr: [] }))).toBe(false);
  });
});

/** Somebody who was made without a password and came by a link. */
async function withoutPassword() {
  const email = `no-password-${crypto.randomUUID()}@example.test`;
  const { data, error } = await supabaseAdmin().auth.admin.createUser({ email, email_confirm: true });
  if (error) throw error;
  const link = await supabaseAdmin().auth.admin.generateLink({ type: 'magiclink', email });
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY);
  const signedIn = await client.auth.verifyOtp({
    token_hash: link.data.properties?.hashed_token ?? '',
    type: 'magiclink',
  });
  return { userId: data.user.id, email, token: signedIn.data.session?.access_token ?? '' };
}
