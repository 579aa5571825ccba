import { createClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Admin } from '@/lib/auth';
import { signIn } from '@/lib/auth/accounts';
import { makeKey, principalFor } from '@/lib/auth/api-keys/test-support';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { currentSubscription, syncCustomer } from '@/lib/billing';
import { buy, makeBuyer } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { purgeAccount } from '@/lib/deletion/purge-account';
import { addTeam, letDeletionPass, rowsLeftOf, saveJobOf } from '@/lib/deletion/test-support';
import { env } from '@/lib/env';
import { sendDueAccountNotices } from '@/lib/notifications/send-due-account-notices';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { setPlatformRole } from '../set-platform-role';
import { makeAdmin } from '../test-support';
import { deleteAccount, restoreAccount } from './delete-account';
import { suspendAccount } from './suspend-account';
import { ask, eventsAbout, rowOf } from './test-support';

const why = 'Asked for it by phone';
const day = 86_400_000;

let admin: Admin;
beforeAll(async () => {
  admin = await makeAdmin();
});
afterEach(() => vi.restoreAllMocks());
afterAll(disconnect);

describe('deleting an account', () => {
  it('closes every door at once, and frees the address for another account', async () => {
    const person = await makePerson();
    const session = accessTokenIn(await sessionCookiesOf(person));
    const { secret: key } = await makeKey(await principalFor(person));
    const extension = await connectedExtension(person);

    expect(await deleteAccount(admin, person.userId, why)).toMatchObject({ changed: true });
    await expect(ask('session', session)).rejects.toMatchObject({ status: 401 });
    await expect(ask('api_key', key)).rejects.toMatchObject({ status: 401 });
    await expect(ask('extension', extension)).rejects.toMatchObject({ status: 401 });
    await expect(signInOf(person)).resolves.toBe('wrong-credentials');

    const row = await rowOf(person.userId);
    expect(row).toMatchObject({ status: 'deleted', email: '', formerEmail: person.email });
    expect(row.deletionDueAt?.getTime()).toBeGreaterThan(Date.now() + 29 * day);

    const anew = await signUpAgain(person);
    expect(anew).not.toBe(person.userId);
    expect(await rowOf(anew)).toMatchObject({ email: person.email, status: 'active' });
    await expect(signInOf(person)).resolves.toBe('signed-in');
  });

  it('is taken back within the 30 days, with everything that was in it', async () => {
    const person = await makePerson();
    await saveJobOf(person);
    const session = accessTokenIn(await sessionCookiesOf(person));
    await ask('session', session);
    const { secret: key } = await makeKey(await principalFor(person));
    const { eventId } = await deleteAccount(admin, person.userId, why);

    const back = await restoreAccount(admin, person.userId, 'Thought better of it', eventId ?? undefined);
    expect(back.changed).toBe(true);
    expect(await rowOf(person.userId)).toMatchObject({
      status: 'active',
      email: person.email,
      formerEmail: null,
      deletionDueAt: null,
    });
    await expect(signInOf(person)).resolves.toBe('signed-in');
    await expect(ask('session', session)).rejects.toMatchObject({ status: 401 });
    await expect(ask('api_key', key)).resolves.toMatchObject({ userId: person.userId });
    expect((await rowsLeftOf(person)).savedJobs).toBe(1);
    expect(await eventsAbout(person.userId)).toMatchObject([
      { action: 'user.deleted', reason: why, targetLabel: person.email },
      { action: 'user.restored', undoes: eventId, targetLabel: person.email },
    ]);
  });

  it('brings a suspended account back as a suspended one', async () => {
    const person = await makePerson();
    await suspendAccount(admin, person.userId, why);
    await deleteAccount(admin, person.userId, why);
    await restoreAccount(admin, person.userId, why);
    expect((await rowOf(person.userId)).status).toBe('suspended');
    await expect(signInOf(person)).resolves.toBe('suspended');
  });

  it('cannot be taken back once somebody else has the address, and then nothing changes', async () => {
    const person = await makePerson();
    await deleteAccount(admin, person.userId, why);
    const anew = await signUpAgain(person);
    await expect(restoreAccount(admin, person.userId, why)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(person.email),
    });
    expect((await rowOf(person.userId)).status).toBe('deleted');
    expect(await rowOf(anew)).toMatchObject({ status: 'active', email: person.email });
  });

  it('purges everything when the 30 days are over, and not before', async () => {
    const person = await makePerson();
    await saveJobOf(person);
    await deleteAccount(admin, person.userId, why);
    expect(await purgeAccount(person.userId)).toBe(false);
    expect((await rowsLeftOf(person)).savedJobs).toBe(1);

    await letDeletionPass(person);
    await expect(restoreAccount(admin, person.userId, why)).rejects.toMatchObject({ status: 409 });
    expect(await purgeAccount(person.userId)).toBe(true);
    expect(Object.values(await rowsLeftOf(person))).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await eventsAbout(person.userId)).map(({ action }) => action)).toEqual(['user.deleted']);
  });

  it('done twice, and at once, is done, mailed and recorded once', async () => {
    const { userId } = await makePerson();
    const came = await Promise.all([1, 2, 3].map(() => deleteAccount(admin, userId, why)));
    expect(came.filter(({ changed }) => changed)).toHaveLength(1);
    expect((await deleteAccount(admin, userId, why)).changed).toBe(false);
    expect(await eventsAbout(userId)).toHaveLength(1);
    expect(await noticesOf(userId)).toEqual(['account_deleted']);

    const back = await Promise.all([1, 2].map(() => restoreAccount(admin, userId, why)));
    expect(back.filter(({ changed }) => changed)).toHaveLength(1);
    expect((await restoreAccount(admin, userId, why)).changed).toBe(false);
    expect(await eventsAbout(userId)).toHaveLength(2);
  });

  it('tells the person at the address that they had', async () => {
    const person = await makePerson();
    const mails: string[] = [];
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      if (String(input).endsWith('/emails')) mails.push(String(init?.body));
      return fetch(input, init);
    });
    await deleteAccount(admin, person.userId, why);
    await sendDueAccountNotices();
    const own = mails.filter((body) => body.includes(person.email));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain('Your account was deleted');
  });

  it('lets what the person pays for end with its period', async () => {
    const buyer = await makeBuyer();
    const { customer } = await buy(buyer);
    await syncCustomer(customer);
    expect(await currentSubscription(buyer)).toMatchObject({ endsAt: null });
    await deleteAccount(admin, buyer.userId, why);
    expect((await currentSubscription(buyer))?.endsAt).toEqual(expect.any(String));
    const canceled = await asService('test.canceled', (tx) =>
      tx.auditEvent.findFirstOrThrow({
        where: { organizationId: buyer.organizationId, action: 'subscription.canceled' },
      }),
    );
    // Not as if the person had done it.
    expect(canceled).toMatchObject({ actorId: admin.userId, via: 'console' });
  });

  it('leaves the only owner of a team with others free to go; the team has another owner when they are purged', async () => {
    const [owner, member] = [await makePerson(), await makePerson()];
    const team = await addTeam(owner, 'Halcyon Maps');
    await joinOrganization(member, team, 'member');
    await deleteAccount(admin, owner.userId, why);
    await letDeletionPass(owner);
    await purgeAccount(owner.userId);
    const left = await asService('test.members', (tx) =>
      tx.membership.findMany({ where: { organizationId: team } }),
    );
    expect(left).toMatchObject([{ userId: member.userId, role: 'owner' }]);
  });

  it('is refused on oneself, on another admin, on nobody and without a reason; then nothing is decided', async () => {
    const [other, person] = [await makePerson(), await makePerson()];
    await setPlatformRole(other.email, 'superadmin');
    await expect(deleteAccount(admin, admin.userId, why)).rejects.toMatchObject({ status: 409 });
    await expect(deleteAccount(admin, other.userId, why)).rejects.toMatchObject({ status: 409 });
    await expect(deleteAccount(admin, crypto.randomUUID(), why)).rejects.toMatchObject({ status: 404 });
    await expect(deleteAccount(admin, person.userId, ' ')).rejects.toMatchObject({ status: 422 });
    expect((await rowOf(other.userId)).status).toBe('active');
    expect((await rowOf(person.userId)).status).toBe('active');
  });

  it('an account that its person is deleting keeps the earlier date', async () => {
    const person = await makePerson();
    const soon = new Date(Date.now() + 2 * day);
    await asService('test.leave', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { deletionDueAt: soon } }),
    );
    await deleteAccount(admin, person.userId, why);
    expect((await rowOf(person.userId)).deletionDueAt).toEqual(soon);
  });
});

/** Signs the same person up anew, as the form does. @returns the id of the new account */
async function signUpAgain({ email, password }: TestPerson): Promise<string> {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const supabase = createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await supabase.auth.admin.createUser({ email, password, email_confirm: true });
  if (error) throw error;
  return data.user.id;
}

async function noticesOf(userId: string): Promise<string[]> {
  const rows = await asService('test.notices', (tx) => tx.accountNotice.findMany({ where: { userId } }));
  return rows.map(({ kind }) => kind);
}

function signInOf({ email, password }: TestPerson) {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return signIn(client, { email, password });
}
