import { AuthRetryableFetchError } from '@supabase/supabase-js';
import { describe, expect, it, vi } from 'vitest';
import { GET as getMe } from '@/app/api/auth/me/route';
import { GET as listJobs } from '@/app/api/jobs/route';
import { POST as postSwitch } from '@/app/api/organizations/[id]/switch/route';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import {
  freshCode,
  halfSignedIn,
  removeFactorsInDashboard,
  turnOnSecondFactor,
  wrongCode,
} from '@/local/test/second-factors';
import { cookieHeader } from '@/local/test/sessions';
import { makeKey, principalFor } from '../api-keys/test-support';
import { connectedExtension } from '../extension/test-support';
import {
  beginEnrolment,
  confirmEnrolment,
  proveSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactorStatus,
} from '.';
import { readRecoveryCode } from './recovery-code';
import { spendRecoveryCode } from './recovery-codes';

describe('turning two-factor sign-in on', () => {
  it('gives ten recovery codes, ends the other sessions and tells the person', async () => {
    const person = await makePerson();
    const other = await halfSignedIn(person);
    await seen(other.prover);
    expect(await secondFactorStatus(person)).toEqual({ state: 'off', requiredBy: null });
    const { cookies, client, recoveryCodes } = await turnOnSecondFactor(person);

    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await secondFactorStatus(person)).toMatchObject({ state: 'on', recoveryCodesLeft: 10 });
    expect(await noticesOf(person)).toEqual(['second_factor_added']);
    expect(await me(cookies())).toMatchObject({ status: 200 });
    await client.auth.refreshSession();
    expect(await me(cookies())).toMatchObject({ status: 200 });
    expect((await other.client.auth.refreshSession()).error).toBeTruthy();
    expect(await isRevoked(other.prover)).toBe(true);
    // Nothing is kept by which a code could be told.
    const stored = await rowsOf(person);
    for (const code of recoveryCodes) expect(stored).not.toContain(readRecoveryCode(code));
  });

  it('takes nothing but a right code for one’s own enrolment', async () => {
    const person = await makePerson();
    const { client, prover } = await halfSignedIn(person);
    const stranger = await halfSignedIn(await makePerson());
    const { factorId, secret } = await beginEnrolment(client, prover);
    const app = { secret, shown: [] };
    await expect(confirmEnrolment(client, prover, { factorId, code: '12345' })).rejects.toThrow(/not taken/);
    await expect(confirmEnrolment(client, prover, { factorId, code: wrongCode(app) })).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path: 'code', message: 'This code is wrong or too old.' }] },
    });
    const foreign = confirmEnrolment(stranger.client, stranger.prover, { factorId, code: freshCode(app) });
    await expect(foreign).rejects.toMatchObject({ status: 409 });
    expect(await confirmEnrolment(client, prover, { factorId, code: freshCode(app) })).toHaveLength(10);
    await expect(beginEnrolment(client, prover)).rejects.toMatchObject({ status: 409 });
  });

  it('begins anew with another secret, and drops what was not finished', async () => {
    const { client, prover } = await halfSignedIn(await makePerson());
    const first = await beginEnrolment(client, prover);
    const second = await beginEnrolment(client, prover);
    expect(second.secret).not.toBe(first.secret);
    expect((await client.auth.mfa.listFactors()).data?.all).toMatchObject([{ id: second.factorId }]);
  });

  it('never starts with the recovery codes of a former factor', async () => {
    const person = await makePerson();
    const former = await turnOnSecondFactor(person);
    await removeFactorsInDashboard(person.userId);
    const { client, prover } = await halfSignedIn(person);
    const { factorId, secret } = await beginEnrolment(client, prover);
    // Killed after Supabase took the code and before this product made codes.
    await client.auth.mfa.challengeAndVerify({ factorId, code: freshCode({ secret, shown: [] }) });
    expect(await secondFactorStatus(person)).toMatchObject({ state: 'on', recoveryCodesLeft: 0 });
    const half = await halfSignedIn(person);
    await expect(proveSecondFactor(half.client, half.prover, first(former.recoveryCodes))).rejects.toThrow();
  });
});

describe('a person with a second factor', () => {
  it('gets nothing by the password alone, and everything with a code of the app, also once refreshed', async () => {
    const person = await makePerson();
    const { app } = await turnOnSecondFactor(person);
    const { client, cookies, prover } = await halfSignedIn(person);
    expect(await me(cookies())).toMatchObject({
      status: 403,
      body: { error: 'mfa_required', continueUrl: '/sign-in/verify' },
    });
    expect(await proveSecondFactor(client, prover, freshCode(app))).toBe('app');
    expect(await me(cookies())).toMatchObject({ status: 200 });
    await client.auth.refreshSession();
    expect(await me(cookies())).toMatchObject({ status: 200 });
  });

  it('gets in once with each recovery code, in that session alone, and is told by mail', async () => {
    const person = await makePerson();
    const { recoveryCodes } = await turnOnSecondFactor(person);
    const [code = ''] = recoveryCodes;
    const { client, cookies, prover } = await halfSignedIn(person);
    expect(await proveSecondFactor(client, prover, code.toLowerCase())).toBe('recovery');
    expect(await me(cookies())).toMatchObject({ status: 200 });
    await client.auth.refreshSession();
    expect(await me(cookies())).toMatchObject({ status: 200 });
    expect(await noticesOf(person)).toEqual(['second_factor_added', 'recovery_code_used']);

    const again = await halfSignedIn(person);
    expect(await me(again.cookies())).toMatchObject({ status: 403 });
    await expect(proveSecondFactor(again.client, again.prover, code)).rejects.toMatchObject({ status: 422 });
    await asService('test.time', (tx) =>
      tx.secondFactorAttempt.deleteMany({ where: { userId: person.userId } }),
    );
    await expect(proveSecondFactor(again.client, again.prover, code)).rejects.toMatchObject({ status: 422 });
    expect(await me(again.cookies())).toMatchObject({ status: 403 });
    expect(await secondFactorStatus(person)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('does not get in with a code that was used, in whichever session', async () => {
    const person = await makePerson();
    const { app } = await turnOnSecondFactor(person);
    const [one, two] = [await halfSignedIn(person), await halfSignedIn(person)];
    for (const used of app.shown) {
      await expect(proveSecondFactor(one.client, one.prover, used)).rejects.toMatchObject({
        extras: { issues: [{ message: 'This code was used already. Wait for the next one.' }] },
      });
    }
    const code = freshCode(app);
    const outcomes = await Promise.allSettled(
      [one, two].map(({ client, prover }) => proveSecondFactor(client, prover, code)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('of many requests with one recovery code gets in by one', async () => {
    const person = await makePerson();
    const { recoveryCodes } = await turnOnSecondFactor(person);
    const code = readRecoveryCode(first(recoveryCodes)) ?? '';
    const sessions = Array.from({ length: 12 }, () => crypto.randomUUID());
    const spent = await Promise.all(
      sessions.map((sessionId) => spendRecoveryCode({ userId: person.userId, sessionId }, code)),
    );
    expect(spent.filter(Boolean)).toHaveLength(1);
    const passed = await asService('test.passed', (tx) =>
      tx.userSession.count({ where: { userId: person.userId, secondFactorAt: { not: null } } }),
    );
    expect(passed).toBe(1);
  });

  it('does not get in with codes of somebody else', async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    await turnOnSecondFactor(person);
    const theirs = await turnOnSecondFactor(stranger);
    const { client, cookies, prover } = await halfSignedIn(person);
    for (const code of [freshCode(theirs.app), first(theirs.recoveryCodes)]) {
      await expect(proveSecondFactor(client, prover, code)).rejects.toMatchObject({ status: 422 });
    }
    expect(await me(cookies())).toMatchObject({ status: 403 });
    expect(await secondFactorStatus(stranger)).toMatchObject({ recoveryCodesLeft: 10 });
  });

  it('is let in by the password again once the factor is removed in Supabase’s dashboard', async () => {
    const person = await makePerson();
    const { cookies: passed, recoveryCodes } = await turnOnSecondFactor(person);
    const half = await halfSignedIn(person);
    await removeFactorsInDashboard(person.userId);
    for (const cookies of [passed(), half.cookies()])
      expect(await me(cookies)).toMatchObject({ status: 200 });
    expect(await secondFactorStatus(person)).toMatchObject({ state: 'off' });
    // There is nothing that these could stand in for any more.
    await expect(proveSecondFactor(half.client, half.prover, first(recoveryCodes))).rejects.toThrow();
  });
});

describe('guessing', () => {
  it('ends after five wrong codes in a session and ten of a person, of any number at once', async () => {
    const person = await makePerson();
    const { app, recoveryCodes } = await turnOnSecondFactor(person);
    const guess = async ({ client, prover }: Awaited<ReturnType<typeof halfSignedIn>>, from: number) => {
      const tried = Array.from({ length: 8 }, (_, index) => wrongCode(app, from + index));
      const outcomes = await Promise.allSettled(tried.map((code) => proveSecondFactor(client, prover, code)));
      return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.status : 200)).sort();
    };
    const sessions = [await halfSignedIn(person), await halfSignedIn(person), await halfSignedIn(person)];
    const [one, two, three] = sessions;
    if (!one || !two || !three) throw new Error('three sessions were made');
    expect(await guess(one, 0)).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    expect(await guess(two, 10)).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    expect(await guess(three, 20)).toEqual(Array(8).fill(429));
    // Nor is a right one taken then, of either kind.
    for (const code of [freshCode(app), first(recoveryCodes)]) {
      await expect(proveSecondFactor(three.client, three.prover, code)).rejects.toMatchObject({
        status: 429,
        extras: { retryAfterSeconds: 900 },
      });
    }
    expect(await noticesOf(person)).toEqual(['second_factor_added', 'second_factor_guessed']);

    await asService(
      'test.time',
      (tx) => tx.$executeRaw`
        update app.second_factor_attempts set attempted_at = attempted_at - interval '16 minutes'
        where user_id = ${person.userId}::uuid`,
    );
    expect(await proveSecondFactor(three.client, three.prover, first(recoveryCodes))).toBe('recovery');
  });

  it('is not what it counts as when Supabase does not answer: the same code is good afterwards', async () => {
    const person = await makePerson();
    const { app } = await turnOnSecondFactor(person);
    const { client, prover } = await halfSignedIn(person);
    const code = freshCode(app);
    const down = vi
      .spyOn(client.auth.mfa, 'challengeAndVerify')
      .mockResolvedValue({ data: null, error: new AuthRetryableFetchError('down', 0) });
    for (let tries = 0; tries < 12; tries++) {
      await expect(proveSecondFactor(client, prover, code)).rejects.toMatchObject({ status: 503 });
    }
    down.mockRestore();
    expect(await proveSecondFactor(client, prover, code)).toBe('app');
  });

  it('in a session that is over leads to signing in', async () => {
    const person = await makePerson();
    const { app } = await turnOnSecondFactor(person);
    const [one, two] = [await halfSignedIn(person), await halfSignedIn(person)];
    await proveSecondFactor(one.client, one.prover, freshCode(app));
    await expect(proveSecondFactor(two.client, two.prover, freshCode(app))).rejects.toMatchObject({
      status: 401,
    });
  });
});

describe('changing it', () => {
  it('makes new recovery codes for who proves the factor now, and the former are void', async () => {
    const person = await makePerson();
    const { client, prover, app, recoveryCodes } = await turnOnSecondFactor(person);
    await expect(renewRecoveryCodes(client, prover, wrongCode(app))).rejects.toMatchObject({ status: 422 });
    const fresh = await renewRecoveryCodes(client, prover, freshCode(app));
    expect(fresh).toHaveLength(10);
    expect(fresh).not.toEqual(expect.arrayContaining([first(recoveryCodes)]));
    const half = await halfSignedIn(person);
    await expect(proveSecondFactor(half.client, half.prover, first(recoveryCodes))).rejects.toThrow();
    expect(await proveSecondFactor(half.client, half.prover, first(fresh))).toBe('recovery');
    expect(await noticesOf(person)).toEqual([
      'second_factor_added',
      'recovery_codes_replaced',
      'recovery_code_used',
    ]);
  });

  it('turns it off with a code of the app', async () => {
    const person = await makePerson();
    const { client, prover, app } = await turnOnSecondFactor(person);
    await expect(removeSecondFactor(client, prover, wrongCode(app))).rejects.toMatchObject({ status: 422 });
    await removeSecondFactor(client, prover, freshCode(app));
    expect(await secondFactorStatus(person)).toEqual({ state: 'off', requiredBy: null });
    expect(await me((await halfSignedIn(person)).cookies())).toMatchObject({ status: 200 });
    expect(await noticesOf(person)).toEqual(['second_factor_added', 'second_factor_removed']);
  });

  it('turns it off for who has lost the app and has a recovery code, who can then set it up anew', async () => {
    const person = await makePerson();
    const { recoveryCodes } = await turnOnSecondFactor(person);
    const [forSignIn = '', forRemoval = ''] = recoveryCodes;
    const { client, prover, cookies } = await halfSignedIn(person);
    await proveSecondFactor(client, prover, forSignIn);
    await removeSecondFactor(client, prover, forRemoval);
    expect(await me(cookies())).toMatchObject({ status: 200 });
    expect((await beginEnrolment(client, prover)).secret).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe('where a second factor is required', () => {
  it('a superadmin without one gets nothing until it is set up', async () => {
    const person = await makePerson();
    await asService('test.superadmin', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { platformRole: 'superadmin' } }),
    );
    const { client, cookies, prover } = await halfSignedIn(person);
    expect(await me(cookies())).toMatchObject({
      status: 403,
      body: { error: 'mfa_required', continueUrl: '/account/security' },
    });
    expect(await secondFactorStatus(person)).toEqual({ state: 'off', requiredBy: 'platform' });
    const { factorId, secret } = await beginEnrolment(client, prover);
    await confirmEnrolment(client, prover, { factorId, code: freshCode({ secret, shown: [] }) });
    expect(await me(cookies())).toMatchObject({ status: 200 });
  });

  it('a member without one gets nothing of that organization, and all of another', async () => {
    const person = await makePerson();
    const team = await makeStrictTeam(person);
    const { cookies, client, prover } = await halfSignedIn(person);
    expect(await me(cookies())).toMatchObject({ status: 403, body: { continueUrl: '/account/security' } });
    expect(await secondFactorStatus({ ...person, organizationId: team })).toEqual({
      state: 'off',
      requiredBy: 'organization',
    });
    expect((await switchTo(person.userId, cookies())).status).toBe(200);
    expect(await me(cookies())).toMatchObject({ status: 200, body: { organization: { id: person.userId } } });
    await actIn(person, team);
    const { factorId, secret } = await beginEnrolment(client, prover);
    await confirmEnrolment(client, prover, { factorId, code: freshCode({ secret, shown: [] }) });
    expect(await me(cookies())).toMatchObject({ status: 200, body: { organization: { id: team } } });
  });

  it('a member whose factor was removed in Supabase’s dashboard has to set up another, whatever the token says', async () => {
    const person = await makePerson();
    const { cookies } = await turnOnSecondFactor(person);
    await makeStrictTeam(person);
    expect(await me(cookies())).toMatchObject({ status: 200 });
    await removeFactorsInDashboard(person.userId);
    expect(await me(cookies())).toMatchObject({ status: 403, body: { continueUrl: '/account/security' } });
  });
});

describe('what sessions have made', () => {
  it('works on: an API key also where a second factor is required', async () => {
    const person = await makePerson();
    const team = await makeStrictTeam(person);
    const { secret } = await makeKey(await principalFor({ ...person, organizationId: team }));
    expect(await jobsBy(secret)).toMatchObject({ status: 200 });
    await turnOnSecondFactor(person);
    expect(await jobsBy(secret)).toMatchObject({ status: 200 });
  });

  it('the extension works on without a code, but in an organization that requires it only for who has one', async () => {
    const person = await makePerson();
    await turnOnSecondFactor(person);
    const token = await connectedExtension(person);
    expect(await jobsBy(token)).toMatchObject({ status: 200 });
    await makeStrictTeam(person);
    expect(await jobsBy(token)).toMatchObject({ status: 200 });
    await removeFactorsInDashboard(person.userId);
    expect(await jobsBy(token)).toMatchObject({ status: 403, body: { error: 'mfa_required' } });
  });

  it('the extension that was connected before is out once it is turned on, at once', async () => {
    const person = await makePerson();
    const token = await connectedExtension(person);
    expect(await jobsBy(token)).toMatchObject({ status: 200 });
    await turnOnSecondFactor(person);
    expect(await jobsBy(token)).toMatchObject({ status: 401 });
  });

  it('a session with the second step to come cannot switch its organization', async () => {
    const person = await makePerson();
    await turnOnSecondFactor(person);
    const half = await halfSignedIn(person);
    expect((await switchTo(person.userId, half.cookies())).status).toBe(403);
  });
});

async function jobsBy(secret: string) {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await listJobs(new Request(`${env().APP_URL}/api/jobs`, { headers }));
  return { status: answer.status, body: await answer.json() };
}

function switchTo(id: string, cookies: Parameters<typeof cookieHeader>[0]): Promise<Response> {
  const { APP_URL } = env();
  const headers = { cookie: cookieHeader(cookies), origin: new URL(APP_URL).origin };
  const request = new Request(`${APP_URL}/api/organizations/${id}/switch`, { method: 'POST', headers });
  return postSwitch(request, { params: Promise.resolve({ id }) });
}

async function me(cookies: Parameters<typeof cookieHeader>[0]) {
  const headers = { cookie: cookieHeader(cookies) };
  const answer = await getMe(new Request(`${env().APP_URL}/api/auth/me`, { headers }));
  return { status: answer.status, body: await answer.json() };
}

/** A session as a request of it leaves it. */
async function seen({ userId, sessionId }: { userId: string; sessionId: string }): Promise<void> {
  await asService(
    'test.seen',
    (tx) => tx.$executeRaw`
      insert into app.user_sessions (user_id, id, kind) values (${userId}::uuid, ${sessionId}::uuid, 'browser')
      on conflict do nothing`,
  );
}

async function isRevoked({ userId, sessionId }: { userId: string; sessionId: string }): Promise<boolean> {
  const session = await asService('test.session', (tx) =>
    tx.userSession.findUniqueOrThrow({ where: { userId_id: { userId, id: sessionId } } }),
  );
  return session.revokedAt !== null;
}

async function noticesOf({ userId }: TestPerson): Promise<string[]> {
  const notices = await asService('test.notices', (tx) =>
    tx.accountNotice.findMany({ where: { userId }, orderBy: { id: 'asc' } }),
  );
  return notices.map(({ kind }) => kind);
}

async function rowsOf({ userId }: TestPerson): Promise<string> {
  const rows = await asService('test.codes', (tx) => tx.recoveryCode.findMany({ where: { userId } }));
  return JSON.stringify(rows.map(({ codeHash }) => Buffer.from(codeHash).toString('latin1')));
}

async function makeStrictTeam(person: TestPerson): Promise<string> {
  const { id } = await asService('test.team', (tx) =>
    tx.organization.create({ data: { name: 'A careful team', kind: 'team', requiresSecondFactor: true } }),
  );
  await joinOrganization(person, id, 'admin');
  await actIn(person, id);
  return id;
}

async function actIn({ userId }: TestPerson, activeOrganizationId: string | null): Promise<void> {
  await asService('test.act-in', (tx) =>
    tx.user.update({ where: { id: userId }, data: { activeOrganizationId } }),
  );
}

function first(codes: readonly string[]): string {
  return codes[0] ?? '';
}
