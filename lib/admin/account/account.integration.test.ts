import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Admin } from '@/lib/auth';
import { makeKey, principalFor } from '@/lib/auth/api-keys/test-support';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { limitAttempt } from '@/lib/rate-limits';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { makeAdmin } from '../test-support';
import { clearRateLimits } from './clear-rate-limits';
import { confirmEmail } from './confirm-email';
import { revokeAllSessions, revokeKey, revokeSession } from './end-access';
import { addNote, removeNote, restoreNote } from './notes';
import { readAccount } from './read-account';
import { accountSchema } from './schema';
import { sendLink } from './send-link';
import { suspendAccount } from './suspend-account';
import { ask, eventsAbout, rowOf } from './test-support';

const why = 'Asked for it by phone';
const nothing = { changed: false, eventId: null };

let admin: Admin;
beforeAll(async () => {
  admin = await makeAdmin();
});
afterAll(disconnect);

describe('sessions', () => {
  it('all end at once, extensions included, and only once', async () => {
    const person = await makePerson();
    const tokens = [await newSession(person), await newSession(person)];
    const extension = await connectedExtension(person);
    for (const token of tokens) await ask('session', token);

    expect(await revokeAllSessions(admin, person.userId, why)).toMatchObject({ changed: true });
    for (const token of tokens) await expect(ask('session', token)).rejects.toMatchObject({ status: 401 });
    await expect(ask('extension', extension)).rejects.toMatchObject({ status: 401 });
    expect(await revokeAllSessions(admin, person.userId, why)).toEqual(nothing);
    expect(await eventsAbout(person.userId)).toMatchObject([
      { action: 'user.sessions_revoked', before: { sessions: 3 }, after: { sessions: 0 } },
    ]);
  });

  it('one ends and the others go on; one of somebody else is not there', async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    const [first, second] = [await newSession(person), await newSession(person)];
    const { credentialId } = await ask('session', first);
    await ask('session', second);
    const id = credentialId ?? '';
    await expect(revokeSession(admin, stranger.userId, id, why)).rejects.toMatchObject({ status: 404 });
    await expect(ask('session', first)).resolves.toBeDefined();

    expect(await revokeSession(admin, person.userId, id, why)).toMatchObject({ changed: true });
    await expect(ask('session', first)).rejects.toMatchObject({ status: 401 });
    await expect(ask('session', second)).resolves.toMatchObject({ userId: person.userId });
    expect(await revokeSession(admin, person.userId, id, why)).toEqual(nothing);
    expect(await eventsAbout(person.userId)).toMatchObject([{ action: 'session.revoked', targetId: id }]);
  });
});

describe('an API key', () => {
  it('is refused at once when it is revoked, and gives its place back once', async () => {
    const person = await makePerson();
    const { id, secret } = await makeKey(await principalFor(person));
    const key = { organizationId: person.organizationId, id };
    const came = await Promise.all([1, 2, 3].map(() => revokeKey(admin, person.userId, key, why)));
    expect(came.filter(({ changed }) => changed)).toHaveLength(1);
    await expect(ask('api_key', secret)).rejects.toMatchObject({ status: 401 });
    const counter = await asService('test.keys', (tx) =>
      tx.usageCounter.findFirstOrThrow({
        where: { organizationId: person.organizationId, metric: 'api_keys' },
      }),
    );
    expect(Number(counter.used)).toBe(0);
    expect(await eventsAbout(person.userId)).toMatchObject([
      {
        action: 'api_key.revoked',
        organizationId: person.organizationId,
        targetId: id,
        targetLabel: 'Nightly import',
      },
    ]);
  });

  it('of somebody else is not there', async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    const { id, secret } = await makeKey(await principalFor(person));
    await expect(
      revokeKey(admin, stranger.userId, { organizationId: person.organizationId, id }, why),
    ).rejects.toMatchObject({ status: 404 });
    await expect(ask('api_key', secret)).resolves.toMatchObject({ userId: person.userId });
  });
});

describe('rate limits', () => {
  it('of signing in begin anew for the account that is locked, and for no other', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    for (const { email } of [person, other]) await attemptsLeft(email);

    expect(await clearRateLimits(admin, person.userId, 'session', why)).toEqual(nothing);
    expect(await attemptsLeft(person.email)).toBeLessThan(2);
    expect(await clearRateLimits(admin, person.userId, 'sign_in', why)).toMatchObject({ changed: true });
    expect(await clearRateLimits(admin, person.userId, 'sign_in', why)).toEqual(nothing);
    expect(await attemptsLeft(person.email)).toBeGreaterThan(8);
    expect(await attemptsLeft(other.email)).toBeLessThan(2);
    expect(await eventsAbout(person.userId)).toMatchObject([
      { action: 'user.rate_limits_cleared', before: { counts: 1 }, after: { counts: 0 } },
    ]);
  });
});

describe('the address of an account', () => {
  it('is confirmed by an admin as by the mailed link: the person signs in', async () => {
    const person = await unconfirmed();
    await expect(signInWithPassword(person)).resolves.toBe('email_not_confirmed');
    const came = await Promise.all([1, 2].map(() => confirmEmail(admin, person.userId, why)));
    expect(came.filter(({ changed }) => changed)).toHaveLength(1);
    await expect(signInWithPassword(person)).resolves.toBeNull();
    expect((await rowOf(person.userId)).emailConfirmedAt).toEqual(expect.any(Date));
    expect(await confirmEmail(admin, person.userId, why)).toEqual(nothing);
    expect(await eventsAbout(person.userId)).toMatchObject([{ action: 'user.email_confirmed' }]);
  });

  it('gets the confirmation mail again while it is not confirmed, and then not any more', async () => {
    const person = await unconfirmed();
    expect(await sendLink(admin, person.userId, 'confirmation', why)).toMatchObject({ changed: true });
    await confirmEmail(admin, person.userId, why);
    expect(await sendLink(admin, person.userId, 'confirmation', why)).toEqual(nothing);
    expect(await sendLink(admin, person.userId, 'password-reset', why)).toMatchObject({ changed: true });
    expect((await eventsAbout(person.userId)).map(({ action }) => action)).toEqual([
      'user.confirmation_sent',
      'user.email_confirmed',
      'user.password_reset_sent',
    ]);
  });

  it('gets no mail while the account is closed', async () => {
    const { userId } = await makePerson();
    await suspendAccount(admin, userId, why);
    await expect(sendLink(admin, userId, 'password-reset', why)).rejects.toMatchObject({ status: 409 });
    await expect(sendLink(admin, crypto.randomUUID(), 'confirmation', why)).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('notes', () => {
  it('are written, removed and brought back; the log does not say what they say', async () => {
    const { userId } = await makePerson();
    await addNote(admin, userId, '  Called on Monday.\nWants an invoice.  ');
    const [note] = (await readAccount(userId)).notes;
    expect(note).toMatchObject({
      body: 'Called on Monday.\nWants an invoice.',
      authorEmail: admin.email,
    });
    const id = note?.id ?? '';
    const { eventId } = await removeNote(admin, userId, id, why);
    expect(await removeNote(admin, userId, id, why)).toEqual(nothing);
    expect((await readAccount(userId)).notes).toEqual([]);
    await restoreNote(admin, userId, id, why, eventId ?? undefined);
    expect(await restoreNote(admin, userId, id, why)).toEqual(nothing);
    expect((await readAccount(userId)).notes).toHaveLength(1);
    const events = await eventsAbout(userId);
    expect(events).toMatchObject([
      { action: 'user.note_added' },
      { action: 'user.note_removed' },
      { action: 'user.note_restored', undoes: eventId },
    ]);
    expect(JSON.stringify(events)).not.toContain('Monday');
  });

  it('have text, and belong to one person', async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    await expect(addNote(admin, person.userId, ' \n ')).rejects.toMatchObject({ status: 422 });
    await expect(addNote(admin, person.userId, 'x'.repeat(5_001))).rejects.toMatchObject({ status: 422 });
    await expect(addNote(admin, crypto.randomUUID(), 'A note')).rejects.toMatchObject({ status: 404 });
    await addNote(admin, person.userId, 'A note');
    const id = (await readAccount(person.userId)).notes[0]?.id ?? '';
    await expect(removeNote(admin, other.userId, id, why)).rejects.toMatchObject({ status: 404 });
  });
});

describe('reading an account', () => {
  it('tells everything about it at once, in the shape that the API promises', async () => {
    const person = await makePerson();
    const owner = await makePerson();
    await givePlan(owner.userId, 'team');
    await joinOrganization(person, owner.userId, 'admin');
    await newSession(person).then((token) => ask('session', token));
    await makeKey(await principalFor(person));
    await addNote(admin, person.userId, 'A note');
    const customer = `cus_test_${person.userId}`;
    await asService('test.billing', async (tx) => {
      await tx.organization.update({ where: { id: person.userId }, data: { stripeCustomerId: customer } });
      await tx.webhookEvent.create({
        data: {
          id: `evt_${person.userId}`,
          type: 'invoice.paid',
          livemode: false,
          stripeCustomerId: customer,
          payload: {},
          status: 'dead',
          error: 'No such row',
          occurredAt: new Date(),
        },
      });
      const { id: runId } = await tx.reconciliationRun.create({
        data: { trigger: 'request', finishedAt: new Date() },
      });
      for (const field of ['status', 'quantity'])
        await tx.reconciliationDrift.create({
          data: { runId, stripeCustomerId: customer, objectId: 'sub_1', field, repaired: true },
        });
      await tx.accountNotice.create({
        data: { userId: person.userId, kind: 'password_changed', sentAt: new Date() },
      });
      const minute = {
        periodStart: new Date(),
        bucket: new Date(),
        eventCount: 2,
        meterState: 'none',
      } as const;
      await tx.usageAggregate.create({
        data: { organizationId: owner.userId, metric: 'runs', quantity: 2, overageQuantity: 0, ...minute },
      });
    });

    const account = await readAccount(person.userId);
    accountSchema.parse(account);
    expect(account).toMatchObject({
      user: {
        email: person.email,
        status: 'active',
        hasPassword: true,
        hasSecondFactor: false,
        emailConfirmedAt: expect.any(String),
        lastSeenAt: expect.any(String),
      },
      organizations: [
        { id: person.userId, role: 'owner', planId: 'free', members: 1, stripeCustomerId: customer },
        { id: owner.userId, role: 'admin', planId: 'team', members: 2, drift: null },
      ],
      organizationId: person.userId,
      subscription: null,
      sessions: [{ kind: 'browser', isCurrent: false }],
      apiKeys: [{ name: 'Nightly import', organization: { id: person.userId } }],
      notes: [{ body: 'A note' }],
    });
    expect(account.organizations[0]?.drift).toMatchObject({ objectId: 'sub_1', repaired: true });
    expect(account.quotas.find(({ metric }) => metric === 'api_keys')).toMatchObject({ used: 1, limit: 1 });
    expect(account.events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'audit', action: 'user.note_added', byPerson: false }),
        expect.objectContaining({ kind: 'webhook', type: 'invoice.paid', status: 'dead' }),
        expect.objectContaining({ kind: 'mail', type: 'password_changed', sentAt: expect.any(String) }),
        expect.objectContaining({ kind: 'run', quantity: 2 }),
      ]),
    );

    const team = await readAccount(person.userId, { organizationId: owner.userId, events: 'mail' });
    expect(team).toMatchObject({ organizationId: owner.userId, subscription: { planId: 'team' } });
    expect(new Set(team.events.map(({ kind }) => kind))).toEqual(new Set(['mail']));
  });

  it('shows no other organization than those of the person', async () => {
    const [person, stranger] = [await makePerson(), await makePerson()];
    await givePlan(stranger.userId, 'pro');
    expect(await readAccount(person.userId, { organizationId: stranger.userId })).toMatchObject({
      organizationId: person.userId,
      subscription: null,
    });
  });

  it('of nobody is not there', async () => {
    await expect(readAccount(crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
  });

  it('tells what the person did elsewhere, too', async () => {
    const { userId } = await makePerson();
    await addNote(admin, userId, 'A note');
    const { events } = await readAccount(admin.userId, { events: 'audit' });
    expect(events.slice(0, 1)).toMatchObject([{ action: 'user.note_added', byPerson: true }]);
  });
});

async function newSession(person: TestPerson): Promise<string> {
  return accessTokenIn(await sessionCookiesOf(person));
}

async function unconfirmed(): Promise<TestPerson> {
  const email = `person-${crypto.randomUUID()}@example.test`;
  const password = `pw-${crypto.randomUUID()}`;
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const supabase = createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await supabase.auth.admin.createUser({ email, password });
  if (error) throw error;
  return { userId: data.user.id, organizationId: data.user.id, email, password };
}

/** @returns why Supabase does not let the person in; null when it does */
async function signInWithPassword({ email, password }: TestPerson): Promise<string | null> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const { error } = await createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.signInWithPassword({ email, password });
  return error?.code ?? null;
}

/** Uses up the attempts to sign in. @returns how many there were; at the turn of a window one comes free */
async function attemptsLeft(account: string): Promise<number> {
  for (let made = 0; ; made++) {
    const refused = await limitAttempt('sign-in', { headers: new Headers(), account }).then(
      () => false,
      () => true,
    );
    if (refused) return made;
  }
}
