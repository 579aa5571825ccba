import type { SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode, totpStep } from './auth/totp';
import { type Harness, signedIn, startHarness } from './test-harness';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const password = 'correct horse';

/** The code that an authenticator app shows, `away` steps from now. */
function codeOf(secret: string, away = 0): string {
  return totpCode(secret, totpStep(Date.now()) + away);
}

async function enrol(client: SupabaseClient, friendlyName = 'Phone') {
  const { data, error } = await client.auth.mfa.enroll({
    factorType: 'totp',
    friendlyName,
    issuer: 'Foothold',
  });
  if (error) throw error;
  return { ...data, secret: data.totp.secret };
}

async function claimsOf(client: SupabaseClient) {
  const { data } = await client.auth.getSession();
  return decodeJwt(data.session?.access_token ?? '');
}

/** Someone with a verified factor, in the session that verified it. */
async function withFactor(email: string) {
  const { client, user } = await signedIn(harness, email);
  const { id, secret } = await enrol(client);
  const { error } = await client.auth.mfa.challengeAndVerify({ factorId: id, code: codeOf(secret) });
  if (error) throw error;
  return { client, user, factorId: id, secret };
}

async function signInAgain(email: string): Promise<SupabaseClient> {
  const client = harness.client();
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return client;
}

describe('setting up a factor', () => {
  it('gives secret, address and picture, and counts only once a code proved it', async () => {
    const { client, user } = await signedIn(harness, 'setup@example.com');
    const { id, type, friendly_name, totp } = await enrol(client);
    expect([type, friendly_name]).toEqual(['totp', 'Phone']);
    expect(totp.secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totp.uri);
    expect(decodeURIComponent(uri.pathname)).toBe('/Foothold:setup@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      algorithm: 'SHA1',
      digits: '6',
      issuer: 'Foothold',
      period: '30',
      secret: totp.secret,
    });
    expect(totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg .*<\/svg>$/s);
    expect((await client.auth.mfa.listFactors()).data).toMatchObject({ all: [{ id }], totp: [] });
    expect((await client.auth.getUser()).data.user?.factors).toEqual([
      expect.objectContaining({ id, factor_type: 'totp', friendly_name: 'Phone', status: 'unverified' }),
    ]);

    const wrong = await client.auth.mfa.challengeAndVerify({ factorId: id, code: codeOf(totp.secret, 5) });
    expect(wrong.error).toMatchObject({ code: 'mfa_verification_failed', status: 422 });
    const right = await client.auth.mfa.challengeAndVerify({ factorId: id, code: codeOf(totp.secret) });
    expect(right.data?.user.id).toBe(user.id);
    expect((await client.auth.mfa.listFactors()).data?.totp).toEqual([
      expect.objectContaining({ id, status: 'verified' }),
    ]);
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({
      currentLevel: 'aal2',
      nextLevel: 'aal2',
    });
  });

  it('refuses a name that is taken, more than ten, and another type', async () => {
    const { client } = await signedIn(harness, 'many@example.com');
    await enrol(client, 'Phone');
    const twice = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' });
    expect(twice.error).toMatchObject({ code: 'mfa_factor_name_conflict', status: 422 });
    for (let index = 1; index < 10; index += 1) await enrol(client, `Phone ${index}`);
    const eleventh = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'One more' });
    expect(eleventh.error).toMatchObject({ code: 'too_many_enrolled_mfa_factors', status: 422 });
    const phone = await client.auth.mfa.enroll({ factorType: 'phone', phone: '+15550100' });
    expect(phone.error?.code).toBe('validation_failed');
  });

  it('forgets one that was never tried, at the next enrolment five minutes later', async () => {
    const { client, user } = await signedIn(harness, 'untried@example.com');
    await enrol(client, 'Forgotten');
    await harness.pool.query(
      `update auth.mfa_factors set created_at = now() - interval '6 minutes' where user_id = $1`,
      [user.id],
    );
    const { id } = await enrol(client, 'Forgotten');
    expect((await client.auth.mfa.listFactors()).data?.all).toMatchObject([{ id }]);
  });

  it('ends the other sessions, which have not passed it', async () => {
    const email = 'others@example.com';
    const { client } = await signedIn(harness, email);
    const other = await signInAgain(email);
    const { id, secret } = await enrol(client);
    await client.auth.mfa.challengeAndVerify({ factorId: id, code: codeOf(secret) });
    expect((await other.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
    expect((await client.auth.refreshSession()).error).toBeNull();
  });
});

describe('signing in with a factor', () => {
  it('begins at aal1, is lifted by a code, and stays so when refreshed', async () => {
    const email = 'lift@example.com';
    const { secret, factorId } = await withFactor(email);
    const client = await signInAgain(email);
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] });
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({
      currentLevel: 'aal1',
      nextLevel: 'aal2',
    });
    const before = await claimsOf(client);
    await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret, 1) });
    const lifted = {
      iss: before.iss,
      sub: before.sub,
      session_id: before.session_id,
      aal: 'aal2',
      amr: [{ method: 'totp' }, { method: 'password' }],
    };
    expect(await claimsOf(client)).toMatchObject(lifted);
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect(await claimsOf(client)).toMatchObject(lifted);
  });

  it('answers each challenge once, in five minutes, and nobody else’s', async () => {
    const email = 'challenge@example.com';
    const { client, factorId, secret } = await withFactor(email);
    const challenge = async () => (await client.auth.mfa.challenge({ factorId })).data?.id ?? '';
    const verify = (challengeId: string) =>
      client.auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) });

    const spent = await challenge();
    expect((await verify(spent)).error).toBeNull();
    expect((await verify(spent)).error?.code).toBe('mfa_ip_address_mismatch');
    const old = await challenge();
    await harness.pool.query(
      `update auth.mfa_challenges set created_at = now() - interval '6 minutes' where id = $1`,
      [old],
    );
    expect((await verify(old)).error?.code).toBe('mfa_challenge_expired');
    expect((await verify(crypto.randomUUID())).error?.code).toBe('mfa_factor_not_found');

    const { client: stranger } = await signedIn(harness, 'stranger@example.com');
    const foreign = await stranger.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) });
    expect(foreign.error).toMatchObject({ code: 'mfa_factor_not_found', status: 404 });
    const shapeless = await stranger.auth.mfa.challenge({ factorId: 'none' });
    expect(shapeless.error).toMatchObject({ code: 'validation_failed', status: 404 });
  });

  it('adds no factor, and changes neither password nor address, before it is lifted', async () => {
    const email = 'half@example.com';
    await withFactor(email);
    const client = await signInAgain(email);
    const added = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Mine' });
    expect(added.error).toMatchObject({ code: 'insufficient_aal', status: 403 });
    for (const change of [{ password: 'another password' }, { email: 'elsewhere@example.com' }]) {
      const { error } = await client.auth.updateUser(change);
      expect(error).toMatchObject({ code: 'insufficient_aal', status: 401 });
    }
    expect((await client.auth.updateUser({ data: { theme: 'dark' } })).error).toBeNull();
  });
});

describe('removing a factor', () => {
  it('needs a session that passed it, which is lowered with the next token', async () => {
    const email = 'remove@example.com';
    const { client, factorId, secret } = await withFactor(email);
    const half = await signInAgain(email);
    expect((await half.auth.mfa.unenroll({ factorId })).error).toMatchObject({
      code: 'insufficient_aal',
      status: 422,
    });
    await half.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret, 1) });
    expect((await half.auth.mfa.unenroll({ factorId })).data).toEqual({ id: factorId });
    for (const each of [client, half]) {
      await each.auth.refreshSession();
      expect(await claimsOf(each)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] });
    }
    expect((await client.auth.mfa.listFactors()).data?.all).toEqual([]);
  });

  it('of one that is not verified needs no more than the session', async () => {
    const { client } = await signedIn(harness, 'unverified@example.com');
    const { id } = await enrol(client);
    expect((await client.auth.mfa.unenroll({ factorId: id })).error).toBeNull();
  });

  it('can be done by an admin for who has lost it', async () => {
    const { client, user, factorId } = await withFactor('lost-phone@example.com');
    const { mfa } = harness.admin.auth.admin;
    expect((await mfa.listFactors({ userId: user.id })).data?.factors).toEqual([
      expect.objectContaining({ id: factorId, status: 'verified' }),
    ]);
    const foreign = await mfa.deleteFactor({ userId: crypto.randomUUID(), id: factorId });
    expect(foreign.error?.code).toBe('user_not_found');
    expect((await mfa.deleteFactor({ userId: user.id, id: factorId })).error).toBeNull();
    expect((await mfa.listFactors({ userId: user.id })).data?.factors).toEqual([]);
    await client.auth.refreshSession();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal1' });
    for (const { auth } of [client, harness.client()]) {
      expect((await auth.admin.mfa.listFactors({ userId: user.id })).error?.code).toBe('not_admin');
      expect((await auth.admin.mfa.deleteFactor({ userId: user.id, id: factorId })).error?.code).toBe(
        'not_admin',
      );
    }
  });

  it('goes with the person, softly deleted or for good', async () => {
    const left = async (userId: string) =>
      (await harness.pool.query('select from auth.mfa_factors where user_id = $1', [userId])).rowCount;
    const soft = await withFactor('soft-factor@example.com');
    await harness.admin.auth.admin.deleteUser(soft.user.id, true);
    expect(await left(soft.user.id)).toBe(0);
    const hard = await withFactor('hard-factor@example.com');
    await harness.admin.auth.admin.deleteUser(hard.user.id);
    expect(await left(hard.user.id)).toBe(0);
  });
});

it('a ban refuses the code as well', async () => {
  const email = 'banned-factor@example.com';
  const { user, factorId, secret } = await withFactor(email);
  const client = await signInAgain(email);
  await harness.admin.auth.admin.updateUserById(user.id, { ban_duration: '24h' });
  const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret, 1) });
  expect(error?.code).toBe('user_banned');
});
