import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Admin } from '@/lib/auth';
import { signIn } from '@/lib/auth/accounts';
import { makeKey, principalFor } from '@/lib/auth/api-keys/test-support';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { setPlatformRole } from '../set-platform-role';
import { makeAdmin } from '../test-support';
import { activateAccount, suspendAccount } from './suspend-account';
import { ask, eventsAbout, rowOf } from './test-support';

let admin: Admin;
beforeAll(async () => {
  admin = await makeAdmin();
});
afterAll(disconnect);

describe('suspending an account', () => {
  it('closes every door at once, and activating it opens them again', async () => {
    const person = await makePerson();
    const session = accessTokenIn(await sessionCookiesOf(person));
    const { secret: key } = await makeKey(await principalFor(person));
    const extension = await connectedExtension(person);
    const acting = { userId: person.userId };
    await expect(ask('session', session)).resolves.toMatchObject(acting);
    await expect(ask('api_key', key)).resolves.toMatchObject(acting);
    await expect(ask('extension', extension)).resolves.toMatchObject(acting);

    const done = await suspendAccount(admin, person.userId, 'Sends spam');
    expect(done).toEqual({ changed: true, eventId: expect.any(String) });
    await expect(ask('session', session)).rejects.toMatchObject({ status: 403 });
    await expect(ask('api_key', key)).rejects.toMatchObject({ status: 403 });
    await expect(ask('extension', extension)).rejects.toMatchObject({ status: 401 });
    await expect(signInOf(person)).resolves.toBe('suspended');

    await activateAccount(admin, person.userId, 'It was a mistake', done.eventId ?? undefined);
    await expect(ask('api_key', key)).resolves.toMatchObject(acting);
    await expect(signInOf(person)).resolves.toBe('signed-in');
    // What was ended stays so.
    await expect(ask('session', session)).rejects.toMatchObject({ status: 401 });
    await expect(ask('extension', extension)).rejects.toMatchObject({ status: 401 });

    expect(await eventsAbout(person.userId)).toMatchObject([
      {
        action: 'user.suspended',
        actorId: admin.userId,
        actorEmail: admin.email,
        via: 'console',
        targetKind: 'user',
        targetId: person.userId,
        targetLabel: person.email,
        before: { status: 'active' },
        after: { status: 'suspended' },
        reason: 'Sends spam',
        undoes: null,
      },
      { action: 'user.activated', reason: 'It was a mistake', undoes: done.eventId },
    ]);
  });

  it('done twice, and at once, is done and recorded once', async () => {
    const { userId } = await makePerson();
    const came = await Promise.all([1, 2, 3].map(() => suspendAccount(admin, userId, 'Sends spam')));
    expect(came.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await suspendAccount(admin, userId, 'Sends spam')).toEqual({ changed: false, eventId: null });
    expect(await eventsAbout(userId)).toHaveLength(1);

    await activateAccount(admin, userId, 'It was a mistake');
    expect(await activateAccount(admin, userId, 'It was a mistake')).toEqual({
      changed: false,
      eventId: null,
    });
    expect(await eventsAbout(userId)).toHaveLength(2);
  });

  it('needs a reason that says something; without one nothing is done', async () => {
    const { userId } = await makePerson();
    for (const reason of ['', '  x ', 'y'.repeat(501)])
      await expect(suspendAccount(admin, userId, reason)).rejects.toMatchObject({
        status: 422,
        extras: { issues: [{ path: 'reason' }] },
      });
    expect((await rowOf(userId)).status).toBe('active');
    expect(await eventsAbout(userId)).toEqual([]);
  });

  it('is refused on oneself, on another admin and on nobody, with a sentence', async () => {
    const other = await makePerson();
    await setPlatformRole(other.email, 'superadmin');
    await expect(suspendAccount(admin, admin.userId, 'A test')).rejects.toMatchObject({
      status: 409,
      message: 'Your own account cannot be suspended here.',
    });
    await expect(suspendAccount(admin, other.userId, 'A test')).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('An admin’s account'),
    });
    await expect(suspendAccount(admin, crypto.randomUUID(), 'A test')).rejects.toMatchObject({ status: 404 });
    expect((await rowOf(admin.userId)).status).toBe('active');
    expect((await rowOf(other.userId)).status).toBe('active');
  });

  it('of two admins who try it on each other at once, refuses both and keeps neither waiting', async () => {
    const other = await makeAdmin();
    const came = await Promise.allSettled([
      suspendAccount(admin, other.userId, 'A test'),
      suspendAccount(other, admin.userId, 'A test'),
    ]);
    expect(came).toMatchObject([{ reason: { status: 409 } }, { reason: { status: 409 } }]);
  });

  it('is refused to who is no admin any more, whatever they held a moment ago', async () => {
    const [former, { userId }] = [await makeAdmin(), await makePerson()];
    await suspendAccount(former, userId, 'A test');
    await activateAccount(former, userId, 'A test');
    await setPlatformRole(former.email, 'user');
    await expect(suspendAccount(former, userId, 'A test')).rejects.toMatchObject({ status: 404 });
    expect((await rowOf(userId)).status).toBe('active');
  });

  it('undoes only what was done to the same account', async () => {
    const [one, another] = [await makePerson(), await makePerson()];
    const { eventId } = await suspendAccount(admin, one.userId, 'A test');
    await suspendAccount(admin, another.userId, 'A test');
    await expect(
      activateAccount(admin, another.userId, 'A test', eventId ?? undefined),
    ).rejects.toMatchObject({ status: 422 });
    expect((await rowOf(another.userId)).status).toBe('suspended');
  });
});

function signInOf({ email, password }: TestPerson) {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const client = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return signIn(client, { email, password });
}
