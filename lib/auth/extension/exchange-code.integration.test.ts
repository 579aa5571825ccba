import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POST as exchangeRoute } from '@/app/api/auth/extension/token/route';
import { GET as getMe } from '@/app/api/auth/me/route';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { attemptPolicies } from '@/lib/rate-limits';
import { makePerson, type TestPerson } from '@/local/test/people';
import { readSecret } from '../secret-token';
import { TOKEN_DAYS } from './exchange-code';
import { CODE_SECONDS, hashOfCode } from './issue-code';
import { type Attempt, approve, newAttempt } from './test-support';

let person: TestPerson;
let configured: string[];

beforeAll(async () => {
  person = await makePerson();
  configured = env().EXTENSION_IDS;
});

afterEach(() => {
  env().EXTENSION_IDS = configured;
});

describe('a code', () => {
  it('is exchanged for a token that is good from now on, and of which nothing readable is kept', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const answer = await exchange(
      { ...attempt, code },
      { 'user-agent': 'Chrome on a test', 'x-forwarded-for': '203.0.113.9' },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const given = await answer.json();
    expect(given).toEqual({
      token: expect.stringMatching(/^fh_ext_\w+$/),
      expiresAt: expect.any(String),
      scopes: ['jobs:read', 'jobs:write', 'usage:read', 'organization:read'],
      user: { id: person.userId, email: person.email, name: null },
    });
    expect(readSecret(given.token)).toEqual({ prefix: 'fh_ext_' });
    const days = (Date.parse(given.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(TOKEN_DAYS, 1);
    expect(await isGood(given.token)).toBe(true);

    const session = await sessionOf(code);
    expect(session).toMatchObject({
      kind: 'extension',
      extensionId: attempt.extensionId,
      userAgent: 'Chrome on a test',
      network: '203.0.113.x',
      revokedAt: null,
    });
    expect(JSON.stringify([session, await codeRow(code)])).not.toMatch(new RegExp(`${code}|${given.token}`));
  });

  it('that comes twice gives nothing, and ends what it gave', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const { token } = await (await exchange({ ...attempt, code })).json();
    expect(await isGood(token)).toBe(true);
    expect((await exchange({ ...attempt, code })).status).toBe(401);
    expect(await isGood(token)).toBe(false);
    expect((await exchange({ ...attempt, code })).status).toBe(401);
  });

  it('that comes many times at once makes one session at most, and none that stays', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const answers = await Promise.all(Array.from({ length: 12 }, () => exchange({ ...attempt, code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(401)]);
    for (const answer of answers) {
      if (answer.status === 200) expect(await isGood((await answer.json()).token)).toBe(false);
    }
  });

  it('is over after its minute, and is not used up by coming late', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const { createdAt, expiresAt } = await codeRow(code);
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(CODE_SECONDS * 1000);
    await asService('test.expire', (tx) =>
      tx.extensionCode.update({ where: { codeHash: hashOfCode(code) }, data: { expiresAt: new Date() } }),
    );
    expect((await exchange({ ...attempt, code })).status).toBe(401);
    expect((await codeRow(code)).usedAt).toBeNull();
    expect(await sessionOf(code)).toBeNull();
  });

  it.each<[string, (attempt: Attempt) => Partial<Attempt>]>([
    ['another verifier', () => ({ codeVerifier: newAttempt().codeVerifier })],
    ['the challenge in place of the verifier', ({ codeChallenge }) => ({ codeVerifier: codeChallenge })],
    ['the id of another extension', () => ({ extensionId: 'p'.repeat(32) })],
  ])('with %s gives nothing, and is used up for everybody', async (_case, change) => {
    env().EXTENSION_IDS = [...configured, 'p'.repeat(32)];
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const wrong = await exchange({ ...attempt, ...change(attempt), code });
    expect(wrong.status).toBe(401);
    const right = await exchange({ ...attempt, code });
    expect(right.status).toBe(401);
    expect({ ...(await right.json()), requestId: 0 }).toEqual({ ...(await wrong.json()), requestId: 0 });
    expect(await sessionOf(code)).toBeNull();
  });

  it('has its person told on what and until when, once, however often it comes', async () => {
    const owner = await makePerson();
    const attempt = newAttempt();
    const code = await approve(owner, attempt);
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0.0.0 Safari/537.36';
    const send = () => exchange({ ...attempt, code }, { 'user-agent': userAgent });
    const answers = await Promise.all(Array.from({ length: 4 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect((await send()).status).toBe(401);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    const until = bodies.find(({ token }) => token).expiresAt;
    expect(await noticesOf(owner)).toEqual([
      { kind: 'extension_connected', facts: { device: 'Chrome on Windows', until } },
    ]);
  });

  it.each<[string, (code: string, attempt: Attempt, owner: TestPerson) => unknown]>([
    ['with another verifier', (_code, attempt) => Object.assign(attempt, { codeVerifier: 'a'.repeat(43) })],
    [
      'that is over',
      (code) =>
        asService('test.expire', (tx) =>
          tx.extensionCode.update({ where: { codeHash: hashOfCode(code) }, data: { expiresAt: new Date() } }),
        ),
    ],
    [
      'of an extension that was taken off the list',
      () => {
        env().EXTENSION_IDS = ['p'.repeat(32)];
      },
    ],
    [
      'of a person who was suspended',
      (_code, _attempt, { userId: id }) =>
        asService('test.suspend', (tx) => tx.user.update({ where: { id }, data: { status: 'suspended' } })),
    ],
  ])('%s has nobody told of anything', async (_case, spoil) => {
    const owner = await makePerson();
    const attempt = newAttempt();
    const code = await approve(owner, attempt);
    await spoil(code, attempt, owner);
    expect((await exchange({ ...attempt, code })).status).toBe(401);
    expect(await noticesOf(owner)).toEqual([]);
  });

  it('of an extension that was taken off the list meanwhile gives nothing', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    env().EXTENSION_IDS = ['p'.repeat(32)];
    expect((await exchange({ ...attempt, code })).status).toBe(401);
  });

  it('of a person who was suspended meanwhile gives nothing', async () => {
    const suspended = await makePerson();
    const attempt = newAttempt();
    const code = await approve(suspended, attempt);
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: suspended.userId }, data: { status: 'suspended' } }),
    );
    expect((await exchange({ ...attempt, code })).status).toBe(401);
    expect(await sessionOf(code)).toBeNull();
  });

  it('ends with all sessions of its person, and not with one of them', async () => {
    const owner = await makePerson();
    const attempt = newAttempt();
    const code = await approve(owner, attempt);
    await endSessions(owner.userId, crypto.randomUUID());
    expect((await codeRow(code)).usedAt).toBeNull();
    await endSessions(owner.userId, null);
    expect((await exchange({ ...attempt, code })).status).toBe(401);
    expect(await sessionOf(code)).toBeNull();
  });

  it('leaves no session behind when it is exchanged while all are ended', async () => {
    const owner = await makePerson();
    for (let round = 0; round < 12; round++) {
      const attempt = newAttempt();
      const code = await approve(owner, attempt);
      const [answer] = await Promise.all([exchange({ ...attempt, code }), endSessions(owner.userId, null)]);
      if (answer.status === 200) expect(await isGood((await answer.json()).token)).toBe(false);
    }
  });

  it('is still good when the exchange died half-way', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    // An id that is taken: fails after the code was, within the same transaction.
    const { userId, sessionId: id } = await codeRow(code);
    await asService('test.take-id', (tx) => tx.userSession.create({ data: { userId, id, kind: 'browser' } }));
    expect((await exchange({ ...attempt, code })).status).toBe(500);
    await asService('test.free-id', (tx) => tx.userSession.delete({ where: { userId_id: { userId, id } } }));
    expect((await codeRow(code)).usedAt).toBeNull();
    expect((await exchange({ ...attempt, code })).status).toBe(200);
  });

  it('is not given for an extension that is not configured', async () => {
    await expect(approve(person, newAttempt('p'.repeat(32)))).rejects.toThrow();
  });

  it('is forgotten a day later, when the person connects again', async () => {
    const [old, recent] = [await approve(person, newAttempt()), await approve(person, newAttempt())];
    await asService('test.age', (tx) =>
      tx.extensionCode.update({
        where: { codeHash: hashOfCode(old) },
        data: { expiresAt: new Date(Date.now() - 25 * 3_600_000) },
      }),
    );
    await approve(person, newAttempt());
    const left = (code: string) =>
      asService('test.find', (tx) => tx.extensionCode.count({ where: { codeHash: hashOfCode(code) } }));
    expect([await left(old), await left(recent)]).toEqual([0, 1]);
  });
});

describe('what is sent to the exchange', () => {
  it.each<[string, string, unknown]>([
    ['no code', 'code', undefined],
    ['a code of another shape', 'code', "'; drop table app.users"],
    ['a code with a zero byte', 'code', `\u0000${'a'.repeat(42)}`],
    ['a code that is a list', 'code', ['a'.repeat(43)]],
    ['a huge code', 'code', 'a'.repeat(100_000)],
    ['no verifier', 'codeVerifier', undefined],
    ['a short verifier', 'codeVerifier', 'a'.repeat(42)],
    ['a long verifier', 'codeVerifier', 'a'.repeat(129)],
    ['a verifier with spaces', 'codeVerifier', ' '.repeat(43)],
    ['no extension', 'extensionId', undefined],
    ['any extension', 'extensionId', '*'],
    ['an extension that is a number', 'extensionId', 1],
  ])('%s is named and refused', async (_case, field, value) => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const answer = await exchange({ ...attempt, code, [field]: value });
    expect(answer.status).toBe(422);
    expect((await answer.json()).issues).toEqual([{ path: field, message: expect.any(String) }]);
    expect((await codeRow(code)).usedAt).toBeNull();
  });

  it('a header longer than is kept stops nobody', async () => {
    const attempt = newAttempt();
    const code = await approve(person, attempt);
    const answer = await exchange({ ...attempt, code }, { 'user-agent': 'x'.repeat(8_000) });
    expect(answer.status).toBe(200);
  });

  it('wrong codes are held up by address, and good ones are not counted', async () => {
    const guess = (address: string) =>
      exchange({ ...newAttempt(), code: 'a'.repeat(43) }, { 'x-forwarded-for': address });
    const address = `198.51.100.${Math.floor(Math.random() * 256)}`;
    for (let i = 0; i < 3; i++) {
      const attempt = newAttempt();
      const code = await approve(person, attempt);
      expect((await exchange({ ...attempt, code }, { 'x-forwarded-for': address })).status).toBe(200);
    }
    const { limit } = attemptPolicies['one-time-code'].address;
    for (let i = 0; i < limit; i++) expect((await guess(address)).status).toBe(401);
    const refused = await guess(address);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await guess('198.51.99.1')).status).toBe(401);
  });

  it('a code that never was is refused in the words of one that is over', async () => {
    const answer = await exchange({ ...newAttempt(), code: 'a'.repeat(43) });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
  });
});

function exchange(
  body: Partial<Attempt> & Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { code, codeVerifier, extensionId } = body;
  return exchangeRoute(
    new Request(`${env().APP_URL}/api/auth/extension/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ code, codeVerifier, extensionId }),
    }),
  );
}

// As every way does it that ends sessions: those of Supabase, then our own, in one transaction.
async function endSessions(userId: string, only: string | null): Promise<void> {
  await asService('test.end-sessions', async (tx) => {
    await tx.$queryRaw`select app.end_auth_sessions(${userId}::uuid, ${only}::uuid, null)`;
    await tx.$executeRaw`
      update app.user_sessions set revoked_at = now()
      where user_id = ${userId}::uuid and revoked_at is null and (${only}::uuid is null or id = ${only}::uuid)`;
  });
}

async function isGood(token: string): Promise<boolean> {
  const answer = await getMe(
    new Request(`${env().APP_URL}/api/auth/me`, { headers: { authorization: `Bearer ${token}` } }),
  );
  return answer.status === 200;
}

function codeRow(code: string) {
  return asService('test.find', (tx) =>
    tx.extensionCode.findUniqueOrThrow({ where: { codeHash: hashOfCode(code) } }),
  );
}

async function sessionOf(code: string) {
  const { userId, sessionId } = await codeRow(code);
  return asService('test.find', (tx) =>
    tx.userSession.findUnique({ where: { userId_id: { userId, id: sessionId } } }),
  );
}

/** What a person is told by mail. */
function noticesOf({ userId }: TestPerson) {
  return asService('test.find', (tx) =>
    tx.accountNotice.findMany({ where: { userId }, select: { kind: true, facts: true } }),
  );
}
