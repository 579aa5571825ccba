import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { makeKey, principalFor } from '@/lib/auth/api-keys/test-support';
import { authenticate } from '@/lib/auth/authenticate';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { principalOf } from '@/lib/billing/test-support';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { leaveOrganization } from '@/lib/organizations';
import { joinOrganization, makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { confirmDeletion } from './confirm-deletion';
import { deletionEffects } from './deletion-effects';
import { keepAccount } from './keep-account';
import { purgeAccount } from './purge-account';
import { DELETION_DAYS, requestDeletion } from './request-deletion';
import { addTeam, letDeletionPass, rowsLeftOf, saveJobOf, userOf } from './test-support';

afterEach(() => vi.restoreAllMocks());
afterAll(disconnect);

describe('asking for an account to be deleted', () => {
  it('closes it at once: sessions are over, and whoever signs in again is told of the date alone', async () => {
    const person = await makePerson();
    const before = accessTokenIn(await sessionCookiesOf(person));
    await expect(ask(before)).resolves.toMatchObject({ userId: person.userId });

    const dueAt = await requestDeletion(principalOf(person));
    expect(dueAt.getTime()).toBeGreaterThan(Date.now() + (DELETION_DAYS - 1) * 86_400_000);

    await expect(ask(before)).rejects.toMatchObject({ status: 401 });
    const after = accessTokenIn(await sessionCookiesOf(person));
    await expect(ask(after)).rejects.toMatchObject({
      status: 403,
      code: 'deletion_pending',
      message: expect.stringContaining(dueAt.toISOString().slice(0, 10)),
    });
  });

  it('has its API keys and extensions refused, and the keys answered again once it is kept', async () => {
    const person = await makePerson();
    const { secret } = await makeKey(await principalFor(person));
    const token = await connectedExtension(person);
    const byKey = () => authenticate({ kind: 'api_key', from: 'bearer', token: secret }, new Headers());
    const byExtension = () => authenticate({ kind: 'extension', from: 'bearer', token }, new Headers());
    await expect(byKey()).resolves.toMatchObject({ userId: person.userId });
    await expect(byExtension()).resolves.toMatchObject({ userId: person.userId });
    await requestDeletion(principalOf(person));
    await expect(byKey()).rejects.toMatchObject({ status: 403, code: 'deletion_pending' });
    await expect(byExtension()).rejects.toMatchObject({ status: 401 });
    await keepAccount(person.userId);
    await expect(byKey()).resolves.toMatchObject({ userId: person.userId });
    await expect(byExtension()).rejects.toMatchObject({ status: 401 });
  });

  it('keeps the first date when it is asked again, and at once', async () => {
    const person = await makePerson();
    const dates = await Promise.all([
      requestDeletion(principalOf(person)),
      requestDeletion(principalOf(person)),
    ]);
    expect(new Set([...dates, await requestDeletion(principalOf(person))].map(Number)).size).toBe(1);
  });

  it('mails the way back, once', async () => {
    const person = await makePerson();
    const mails: string[] = [];
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      if (String(input).endsWith('/emails')) mails.push(String(init?.body));
      return fetch(input, init);
    });
    await requestDeletion(principalOf(person));
    await requestDeletion(principalOf(person));
    const own = mails.filter((body) => body.includes(person.email));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(`${env().APP_URL}/leaving`);
    expect(await userOf(person)).toMatchObject({ deletionMailedAt: expect.any(Date) });
  });

  it('is refused to the last owner of a team with others, with its name, and then nothing is decided', async () => {
    const [owner, member] = [await makePerson(), await makePerson()];
    const team = await addTeam(owner, 'Halcyon Maps');
    await joinOrganization(member, team, 'member');
    expect(await deletionEffects(principalOf(owner))).toMatchObject({
      ownerless: [{ name: 'Halcyon Maps' }],
    });
    await expect(requestDeletion(principalOf(owner))).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Halcyon Maps'),
    });
    expect(await userOf(owner)).toMatchObject({ deletionDueAt: null });

    await joinOrganization(await makePerson(), team, 'owner');
    await expect(requestDeletion(principalOf(owner))).resolves.toBeInstanceOf(Date);
  });

  it('of the two owners of a team, who ask at once, refuses one, who may not leave the team either', async () => {
    const [first, second, member] = [await makePerson(), await makePerson(), await makePerson()];
    const team = await addTeam(first, 'Two Owners');
    await joinOrganization(second, team, 'owner');
    await joinOrganization(member, team, 'member');
    const asked = await Promise.allSettled([
      requestDeletion(principalOf(first)),
      requestDeletion(principalOf(second)),
    ]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stays = asked[0]?.status === 'rejected' ? first : second;
    await expect(leaveOrganization(principalOf(stays), team)).rejects.toMatchObject({ status: 409 });
  });

  it('wants the address typed, and proof that it is the person', async () => {
    const person = await makePerson();
    const principal = principalOf(person);
    const accessToken = accessTokenIn(await sessionCookiesOf(person));
    const { email, password } = person;
    const refused = (path: string) => ({
      status: 422,
      extras: { issues: [expect.objectContaining({ path })] },
    });

    const headers = new Headers();
    const proof = { accessToken, headers, currentPassword: password };
    await expect(confirmDeletion(principal, 'else@example.test', proof)).rejects.toMatchObject(
      refused('email'),
    );
    await expect(confirmDeletion(principal, email, { accessToken, headers })).rejects.toMatchObject(
      refused('currentPassword'),
    );
    const wrong = { ...proof, currentPassword: 'not-the-password' };
    await expect(confirmDeletion(principal, email, wrong)).rejects.toMatchObject(refused('currentPassword'));
    await expect(confirmDeletion({ ...principal, via: 'impersonation' }, email, proof)).rejects.toMatchObject(
      { status: 403 },
    );
    expect(await userOf(person)).toMatchObject({ deletionDueAt: null });

    await confirmDeletion(principal, ` ${email.toUpperCase()} `, proof);
    expect(await userOf(person)).toMatchObject({ deletionDueAt: expect.any(Date) });
  });

  it('tells before what goes, what goes on and what is lost', async () => {
    const person = await makePerson();
    await saveJobOf(person);
    await addTeam(person, 'Alone');
    const shared = await addTeam(await makePerson(), 'Shared');
    await joinOrganization(person, shared, 'member');
    await joinOrganization(await makePerson(), person.userId, 'viewer');
    expect(await deletionEffects(principalOf(person))).toEqual({
      ownerless: [],
      deleted: [{ id: expect.any(String), name: 'Alone' }],
      left: [{ id: shared, name: 'Shared' }],
      savedJobs: 1,
      guests: 1,
      paid: [],
    });
  });
});

describe('keeping it', () => {
  it('brings all of it back, also when asked twice', async () => {
    const person = await makePerson();
    await saveJobOf(person);
    await requestDeletion(principalOf(person));
    await keepAccount(person.userId);
    await keepAccount(person.userId);
    await expect(ask(accessTokenIn(await sessionCookiesOf(person)))).resolves.toMatchObject({
      userId: person.userId,
    });
    await letDeletionPass(person);
    expect(await purgeAccount(person.userId)).toBe(false);
    expect(await rowsLeftOf(person)).toMatchObject({ users: 1, organizations: 1, savedJobs: 1 });
  });

  it('and deleting it at the same moment: one of the two happens, whole', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await makePerson();
      await saveJobOf(person);
      await requestDeletion(principalOf(person));
      await letDeletionPass(person);
      const [kept, purged] = await Promise.allSettled([
        keepAccount(person.userId),
        purgeAccount(person.userId),
      ]);
      const isPurged = purged.status === 'fulfilled' && purged.value;
      expect(kept.status).toBe(isPurged ? 'rejected' : 'fulfilled');
      const left = isPurged ? 0 : 1;
      expect(await rowsLeftOf(person)).toMatchObject({ users: left, organizations: left, savedJobs: left });
    }
  });
});

describe('an account in use', () => {
  it('is not deleted, nor one whose time has not come, nor nobody’s', async () => {
    const [person, leaving] = [await makePerson(), await makePerson()];
    await requestDeletion(principalOf(leaving));
    for (const id of [person.userId, leaving.userId, crypto.randomUUID()])
      expect(await purgeAccount(id)).toBe(false);
    expect(await rowsLeftOf(person)).toMatchObject({ users: 1, organizations: 1 });
    expect(await rowsLeftOf(leaving)).toMatchObject({ users: 1, organizations: 1 });
  });
});

function ask(token: string) {
  return authenticate({ kind: 'session', from: 'bearer', token }, new Headers());
}
