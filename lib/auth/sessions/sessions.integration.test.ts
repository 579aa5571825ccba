import { createClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { DELETE as deleteSession } from '@/app/api/auth/sessions/[id]/route';
import { DELETE as deleteOthers, GET as getSessions } from '@/app/api/auth/sessions/route';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { ProblemError } from '@/lib/http';
import { callCache } from '@/lib/resilience';
import { makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, resigned, sessionCookiesOf } from '@/local/test/sessions';
import { setPassword, signOut } from '../accounts';
import { identifyHeaders } from '../authenticate';
import { edgeKeys } from '../edge-keys';
import { sessionTokensIn } from '../session-cookie';
import { forgetSessions } from './forget-sessions';
import { revokeSessions } from './revoke-sessions';

afterAll(disconnect);

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

describe('a session', () => {
  it('is noted once at its first request, also when ten come at once, with its device and its network', async () => {
    const person = await makePerson();
    const browser = await signIn(person);
    const headers = { 'user-agent': chrome, 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => me(browser, headers)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await rowsOf(person)).toMatchObject([
      { id: browser.id, kind: 'browser', userAgent: chrome, network: '203.0.113.x', revokedAt: null },
    ]);
  });

  it('is noted again after five minutes and not before, as what it is seen with then', async () => {
    const person = await makePerson();
    const browser = await signIn(person);
    await me(browser, { 'user-agent': 'Before/1.0' });
    const [first] = await rowsOf(person);
    await me(browser, { 'user-agent': 'After/1.0' });
    expect(await rowsOf(person)).toEqual([first]);

    await letPass(person, '6 minutes');
    await me(browser, { 'user-agent': 'After/1.0' });
    const [again] = await rowsOf(person);
    expect(again).toMatchObject({ userAgent: 'After/1.0', createdAt: first?.createdAt });
    expect(again?.lastSeenAt.getTime()).toBeGreaterThanOrEqual(first?.lastSeenAt.getTime() ?? Infinity);
  });

  it('is seen however long or odd its headers are', async () => {
    const browser = await signIn(await makePerson());
    expect(await me(browser, { 'user-agent': 'x'.repeat(9_000), 'x-forwarded-for': "'; drop table x" })).toBe(
      200,
    );
  });
});

describe('ending one session', () => {
  it('refuses its token at once, though that is valid for an hour, and leaves nothing to refresh', async () => {
    const person = await makePerson();
    const [mine, other] = [await signIn(person), await signIn(person)];
    expect([await me(mine), await me(other)]).toEqual([200, 200]);

    expect(await remove(mine, other.id)).toBe(204);

    expect([await me(mine), await me(other)]).toEqual([200, 401]);
    expect(await refresh(other)).toBe('refused');
    expect(await refresh(mine)).toBe('refreshed');
    expect(await toldToEdge(edgeKeys.revokedSession(other.id))).toBe(true);
    expect(await remove(mine, other.id)).toBe(404);
  });

  it('refuses whatever else is signed for it, such as a token refreshed a moment before', async () => {
    const person = await makePerson();
    const browser = await signIn(person);
    await me(browser);
    const later = await resigned(browser.token, { exp: Math.floor(Date.now() / 1000) + 7_200 });
    expect(await me({ token: later })).toBe(200);
    await revokeSessions(person.userId, { only: browser.id });
    expect(await me({ token: later })).toBe(401);
  });

  it('is for one’s own alone: anybody else’s is not there', async () => {
    const stranger = await signIn(await makePerson());
    const mine = await signIn(await makePerson());
    expect([await me(mine), await me(stranger)]).toEqual([200, 200]);
    expect(await remove(mine, stranger.id)).toBe(404);
    expect(await remove(mine, crypto.randomUUID())).toBe(404);
    expect(await remove(mine, 'all')).toBe(404);
    expect(await me(stranger)).toBe(200);
    expect(await refresh(stranger)).toBe('refreshed');
  });
});

describe('signing out everywhere else', () => {
  it('ends all others, those of extensions and those never seen here too, and keeps this one', async () => {
    const person = await makePerson();
    const [mine, seen, unseen] = [await signIn(person), await signIn(person), await signIn(person)];
    expect([await me(mine), await me(seen)]).toEqual([200, 200]);
    const extension = await addExtension(person);

    const answer = await deleteOthers(request(mine, { method: 'DELETE' }));
    expect(await answer.json()).toEqual({ revoked: 2 });

    expect([await me(mine), await me(seen), await me(unseen)]).toEqual([200, 401, 401]);
    expect(await refresh(unseen)).toBe('refused');
    const ended = (await rowsOf(person)).filter(({ revokedAt }) => revokedAt !== null);
    expect(ended.map(({ id }) => id).sort()).toEqual([seen.id, extension].sort());
    expect(await toldToEdge(edgeKeys.revokedSession(extension))).toBe(true);
  });

  it('misses none that is seen for the first time at that very moment', async () => {
    const person = await makePerson();
    for (let round = 0; round < 12; round++) {
      const browser = await signIn(person);
      await Promise.all([me(browser), revokeSessions(person.userId, 'all'), me(browser)]);
      expect(await me(browser)).toBe(401);
      expect((await rowsOf(person)).filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
    }
  });
});

it('a session that was ended at Supabase is over here as soon as it is looked at again', async () => {
  const person = await makePerson();
  const browser = await signIn(person);
  await me(browser);
  await asService(
    'test.end',
    (tx) => tx.$queryRaw`select app.end_auth_sessions(${person.userId}::uuid, ${browser.id}::uuid, null)`,
  );
  await letPass(person, '6 minutes');
  expect(await me(browser)).toBe(401);
  expect(await rowsOf(person)).toMatchObject([{ revokedAt: expect.any(Date) }]);
});

it('signing out ends the session for every copy of its cookie, also where it was never seen', async () => {
  const person = await makePerson();
  const [seen, unseen] = [await signIn(person), await signIn(person)];
  expect(await me(seen)).toBe(200);
  await signOut(seen.token);
  await signOut(unseen.token);
  expect([await me(seen), await me(unseen)]).toEqual([401, 401]);
  expect(await toldToEdge(edgeKeys.revokedSession(unseen.id))).toBe(true);
  await expect(signOut('rubbish')).resolves.toBeUndefined();
});

it('another password ends all other sessions at once, also those that were never seen', async () => {
  const person = await makePerson();
  const [mine, seen, unseen] = [await signIn(person), await signIn(person), await signIn(person)];
  expect([await me(mine), await me(seen)]).toEqual([200, 200]);
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  await client.auth.setSession({ access_token: mine.token, refresh_token: mine.refreshToken });
  const { email, userId } = person;
  await setPassword(
    client,
    { email, userId, name: null, credentialId: mine.id },
    `new-${crypto.randomUUID()}`,
  );
  expect([await me(mine), await me(seen), await me(unseen)]).toEqual([200, 401, 401]);
});

describe('the list', () => {
  it('tells this session first, then the others by when they were seen, and none that is over', async () => {
    const person = await makePerson();
    const [first, mine, over] = [await signIn(person), await signIn(person), await signIn(person)];
    await me(over);
    await revokeSessions(person.userId, { only: over.id });
    await me(mine, { 'user-agent': chrome });
    await me(first, { 'user-agent': 'curl/8.14.1', 'x-forwarded-for': '127.0.0.1' });
    const extension = await addExtension(person);
    await addExtension(person, new Date(Date.now() - 1_000));
    await signIn(await makePerson()).then(me);

    const { sessions } = await (await getSessions(request(mine))).json();
    expect(sessions).toEqual([
      expect.objectContaining({
        id: mine.id,
        isCurrent: true,
        device: { name: 'Chrome on Windows', kind: 'computer' },
      }),
      expect.objectContaining({ id: extension, kind: 'extension', isCurrent: false }),
      expect.objectContaining({
        id: first.id,
        device: { name: 'curl', kind: 'script' },
        network: 'loopback',
      }),
    ]);
    expect(JSON.stringify(sessions)).not.toMatch(/token|hash/i);
  });
});

it('old sessions are forgotten, and one that is still good is noted anew when it comes back', async () => {
  const person = await makePerson();
  const [gone, ended, recent] = [await signIn(person), await signIn(person), await signIn(person)];
  for (const each of [gone, ended]) await me(each);
  await revokeSessions(person.userId, { only: ended.id });
  await letPass(person, '91 days', gone.id);
  await letPass(person, '31 days', ended.id);
  await me(recent);
  await letPass(person, '89 days', recent.id);

  expect(await forgetSessions(person.userId)).toBe(2);
  expect((await rowsOf(person)).map(({ id }) => id)).toEqual([recent.id]);
  expect([await me(gone), await me(ended)]).toEqual([200, 401]);
});

type Browser = { id: string; token: string; refreshToken: string };

async function signIn(person: TestPerson): Promise<Browser> {
  const cookies = await sessionCookiesOf(person);
  const token = accessTokenIn(cookies);
  const refreshToken = sessionTokensIn(cookies)?.refreshToken ?? '';
  return { id: String(decodeJwt(token).session_id), token, refreshToken };
}

function request({ token }: Pick<Browser, 'token'>, init: RequestInit = {}): Request {
  const headers = { authorization: `Bearer ${token}`, ...Object.fromEntries(new Headers(init.headers)) };
  return new Request(`${env().APP_URL}/api/auth/sessions`, { ...init, headers });
}

/** The status with which a request of this browser is answered. */
async function me(browser: Pick<Browser, 'token'>, headers: Record<string, string> = {}): Promise<number> {
  try {
    await identifyHeaders(request(browser, { headers }).headers);
    return 200;
  } catch (error) {
    if (error instanceof ProblemError) return error.status;
    throw error;
  }
}

async function remove(browser: Browser, id: string): Promise<number> {
  const context = { params: Promise.resolve({ id }) };
  return (await deleteSession(request(browser, { method: 'DELETE' }), context)).status;
}

async function refresh({ refreshToken }: Browser): Promise<'refreshed' | 'refused'> {
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await client.auth.refreshSession({ refresh_token: refreshToken });
  return error ? 'refused' : 'refreshed';
}

function rowsOf({ userId }: TestPerson) {
  return asService('test.sessions', (tx) =>
    tx.userSession.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } }),
  );
}

/** Lets time pass for the sessions of a person, or for one of them. */
async function letPass({ userId }: TestPerson, interval: string, id: string | null = null): Promise<void> {
  await asService(
    'test.time',
    (tx) => tx.$executeRaw`
      update app.user_sessions
      set last_seen_at = last_seen_at - ${interval}::interval, revoked_at = revoked_at - ${interval}::interval
      where user_id = ${userId}::uuid and (${id}::uuid is null or id = ${id}::uuid)`,
  );
}

async function addExtension(
  { userId }: TestPerson,
  expiresAt = new Date(Date.now() + 60_000),
): Promise<string> {
  const { id } = await asService('test.extension', (tx) =>
    tx.userSession.create({
      data: {
        userId,
        kind: 'extension',
        tokenHash: crypto.getRandomValues(new Uint8Array(32)),
        extensionId: 'abcdefghijklmnopabcdefghijklmnop',
        expiresAt,
      },
    }),
  );
  return id;
}

async function toldToEdge(key: string): Promise<boolean> {
  return (await callCache((redis) => redis.get(key))) !== null;
}
